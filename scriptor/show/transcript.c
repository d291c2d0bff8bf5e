#include "scriptor/show/transcript.h"

#include "base/escape.h"
#include "reader/attribute.h"
#include "apdu/describe_apdu.h"
#include "tlv/describe_tlv.h"
#include "scriptor/prompt/look.h"
#include "render/apdu.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 16, TEXT_WIDTH = 100 };

bool show_start(struct show *show, enum show_format format)
{
	*show = (struct show){.format = format};
	if (format == SHOW_JSON)
		show->json = json_new();
	return format != SHOW_JSON || show->json != NULL;
}

void show_end(struct show *show)
{
	json_free(&show->json);
	text_free(&show->row);
	text_free(&show->hidden);
	tree_free(&show->tree);
}

static void write_text(const char *text, size_t length)
{
	if (length > 0)
		fwrite_unlocked(text, 1, length, stdout); /* one thread writes */
}

void show_lines(struct show *show, const char *text, size_t length)
{
	if (show->format == SHOW_TEXT)
		write_text(text, length);
}

void show_sent(struct show *show, const char *text, size_t length)
{
	if (show->format != SHOW_TEXT)
		return;
	write_text("> ", 2);
	write_text(text, length);
	write_text("\n", 1);
}

static void add_hex(struct show *show, const struct show_bytes *bytes, bool is_masked, char blank)
{
	const struct text *hidden = bytes->hidden;
	struct secret secret = {0, 0};

	if (is_masked && !show->secrets)
		secret = bytes->control ? secret_find_control(bytes->bytes, bytes->length) :
					  secret_find(bytes->bytes, bytes->length);
	if (secret.length == 0 && (hidden == NULL || hidden->length == 0 || show->secrets)) {
		text_hex(&show->row, bytes->bytes, bytes->length, blank);
		return;
	}
	for (size_t i = 0; i < bytes->length; i++) {
		bool is_hidden = hidden != NULL && i < hidden->length && hidden->data[i] != 0;

		if (i > 0 && blank != '\0')
			text_add(&show->row, &blank, 1);
		if ((is_hidden && !show->secrets) || secret_has(secret, i))
			text_puts(&show->row, "**");
		else
			text_hex(&show->row, bytes->bytes + i, 1, '\0');
	}
}

void show_hex(struct show *show, const struct show_bytes *bytes, bool is_masked, char blank)
{
	text_clear(&show->row);
	add_hex(show, bytes, is_masked, blank);
}

void show_sent_bytes(struct show *show, const struct show_bytes *command)
{
	if (show->format != SHOW_TEXT)
		return;
	text_clear(&show->row);
	text_puts(&show->row, "> ");
	add_hex(show, command, show->mask, ' ');
	text_puts(&show->row, "\n");
	write_text(show->row.data, show->row.length);
}

void show_answer(struct show *show, const uint8_t *bytes, size_t length,
                 const struct sw_context *context)
{
	struct text *row = &show->row;
	char words[160];

	if (show->format != SHOW_TEXT)
		return;
	const struct sw_row *meaning = NULL;
	uint16_t sw = 0;
	size_t from = 0;

	if (length >= 2) {
		sw = (uint16_t)(bytes[length - 2] << 8 | bytes[length - 1]);
		meaning = sw_find(sw, context);
		from = look_is_hex() ? 0 : length - 2;
	}
	enum sw_class class = meaning != NULL ? meaning->class : SW_INVALID;
	text_clear(row);
	text_puts(row, look_on(class));
	text_puts(row, "< ");
	for (size_t at = from; at < length; at += ROW) {
		size_t n = length - at < ROW ? length - at : ROW;

		if (at > from)
			text_puts(row, " \n");
		text_hex(row, bytes + at, n, ' ');
	}
	text_puts(row, " : ");
	if (meaning != NULL)
		text_add(row, words, sw_text(meaning, sw, words, sizeof words));
	else
		text_puts(row, "no status word, the answer is too short");
	text_puts(row, look_off(class));
	text_puts(row, "\n");
	write_text(row->data, row->length);
	if (meaning != NULL)
		look_text(bytes, length - 2);
}

void show_time(struct show *show, double ms)
{
	if (show->format == SHOW_TEXT)
		printf("  %.3f ms\n", ms);
}

static void write_tree(struct show *show, const uint8_t *bytes, size_t length, struct secret secret)
{
	static const struct layout layout = {.palette = &palette_plain, .width = TEXT_WIDTH};
	struct apdu_view view = {.tree = &show->tree,
	                         .bytes = bytes,
	                         .length = length,
	                         .secret = secret,
	                         .indent = 2};

	render_apdu_text(stdout, &layout, &view);
}

static bool hides_header(const struct text *hidden)
{
	for (size_t i = 0; i < hidden->length && i < 4; i++)
		if (hidden->data[i] != 0)
			return true;
	return false;
}

/* With a secret variable somewhere in it, everything behind the header is secret, or all where it
 * gives a part of that: the words would tell. */
struct secret show_secret(const struct show *show, const struct show_bytes *command)
{
	const struct text *hidden = command->hidden;

	if (show->secrets)
		return (struct secret){0, 0};
	if (hidden != NULL && hides_header(hidden))
		return (struct secret){0, command->length};
	if (hidden != NULL && hidden->length > 4)
		return (struct secret){4, command->length - 4};
	return secret_find(command->bytes, command->length);
}

void show_explained_command(struct show *show, const struct show_apdu *apdu)
{
	const struct show_bytes *command = &apdu->command;

	if (show->format != SHOW_TEXT)
		return;
	struct secret secret = show_secret(show, command);
	if (secret_has(secret, 0))
		return;
	describe_command(&show->tree, command->bytes, command->length, apdu->context, secret);
	write_tree(show, command->bytes, command->length, secret);
}

/* Of a command with secret lengths only the header counts; of one whose header is secret, nothing.
 */
void show_describe_response(struct show *show, const struct show_apdu *apdu)
{
	const struct show_bytes *command = &apdu->command;
	struct secret secret = show_secret(show, command);
	size_t known = secret_has(secret, 0) ? 0 :
		secret_hides_lengths(secret) ? 4 :
					       command->length;

	describe_response(&show->tree, apdu->response, apdu->response_length, command->bytes, known,
	                  apdu->context);
}

void show_explained_response(struct show *show, const struct show_apdu *apdu)
{
	if (show->format != SHOW_TEXT)
		return;
	show_describe_response(show, apdu);
	write_tree(show, apdu->response, apdu->response_length, (struct secret){0, 0});
}

static void write_ok_bytes(const uint8_t *bytes, size_t length)
{
	fputs("< OK:", stdout);
	for (size_t i = 0; i < length; i++)
		printf(" %02X", bytes[i]);
}

static void write_ok_atr(const struct card *card)
{
	write_ok_bytes(card->atr, card->atr_length);
	fputs(card->atr_length > 0 ? " \n" : "  \n", stdout);
}

static void write_protocol(enum card_protocol protocol)
{
	if (protocol == CARD_T0 || protocol == CARD_T1)
		printf("Using T=%d protocol\n", protocol == CARD_T0 ? 0 : 1);
	else
		printf("Using an unknown protocol (not T=0 or T=1)\n");
}

void show_connected(struct show *show, const struct card *card, bool asked)
{
	if (show->format == SHOW_JSON)
		show_json_connected(show, card);
	if (show->format != SHOW_TEXT)
		return;
	if (asked)
		write_ok_atr(card);
	write_protocol(card->protocol);
}

void show_reset(struct show *show, const struct card *card, enum card_reset kind)
{
	if (show->format == SHOW_JSON)
		show_json_reset(show, card, kind);
	else if (show->format == SHOW_TEXT)
		write_ok_atr(card);
}

void show_disconnected(struct show *show, enum card_disposition disposition)
{
	if (show->format == SHOW_JSON)
		show_json_disconnected(show, disposition);
	else
		show_ok(show);
}

void show_ok(struct show *show)
{
	if (show->format == SHOW_TEXT)
		printf("< OK\n");
}

void show_ko(struct show *show, const char *text)
{
	if (show->format == SHOW_TEXT)
		printf("< KO: %s\n", text);
}

void show_echo(struct show *show, const char *text, size_t length)
{
	if (show->format == SHOW_JSON) {
		show_json_echo(show, text, length);
	} else {
		if (show->format == SHOW_NOTHING)
			fputs("# ", stdout); /* TAP's remark */
		write_text(text, length);
		putchar('\n');
	}
}

/* Printable text beside its bytes; readers end it with a NUL. */
static void write_ascii(const uint8_t *bytes, size_t length)
{
	if (length > 0 && bytes[length - 1] == 0)
		length--;
	for (size_t i = 0; i < length; i++)
		if (bytes[i] < 0x20 || bytes[i] > 0x7E)
			return;
	if (length > 0)
		printf(" \"%.*s\"", (int)length, (const char *)bytes);
}

void show_attribute(struct show *show, uint32_t tag, const uint8_t *bytes, size_t length)
{
	if (show->format == SHOW_JSON)
		show_json_attribute(show, tag, bytes, length);
	if (show->format != SHOW_TEXT)
		return;
	const struct attribute_row *row = attribute_row(tag);
	write_ok_bytes(bytes, length);
	if (row != NULL && row->text)
		write_ascii(bytes, length);
	putchar('\n');
}

void show_control(struct show *show, uint32_t code, const struct show_bytes *command,
                  const uint8_t *bytes, size_t length)
{
	if (show->format == SHOW_JSON)
		show_json_control(show, code, command, bytes, length);
	if (show->format != SHOW_TEXT)
		return;
	write_ok_bytes(bytes, length);
	putchar('\n');
}

void show_tlv(struct show *show, const uint8_t *data, size_t length,
              const struct apdu_context *context, uint8_t cla)
{
	struct tlv_place place = {
		.form = TLV_BER, .parent = 0, .family = apdu_context_family(context, cla)};

	if (show->format == SHOW_NOTHING || !tlv_is_likely(data, length, place.family))
		return;
	tree_start(&show->tree);
	describe_tlv(&show->tree, 0, data, length, &place);
	if (show->format == SHOW_JSON)
		show_json_tlv(show, data, length);
	else
		write_tree(show, data, length, (struct secret){0, 0});
}

void show_finding(struct show *show, const char *file, const struct lint_finding *finding)
{
	char clean[4 * 256 + 1];

	show->file = file;
	show->line = finding->line;
	if (show->format == SHOW_JSON) {
		show_json_finding(show, finding);
		return;
	}
	escape_terminal(clean, sizeof clean, file, strlen(file));
	printf("%s:%u:%u: %s [%s]\n", clean, (unsigned)finding->line, (unsigned)finding->column,
	       finding->text, lint_code_name(finding->code));
}
