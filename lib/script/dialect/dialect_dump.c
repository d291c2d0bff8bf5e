#include "script/dialect/dialect_dump.h"

#include "apdu/secret.h"
#include "base/bytes.h"
#include "script/dialect/source.h"
#include "script/record.h"

#include <stdlib.h>
#include <string.h>

struct maker {
	struct conversion *conversion;
	size_t number;
	struct text command; /* waits for its answer; owned, as the answer */
	struct text answer;  /* " [data] (SW)" */
	size_t command_line;
	bool waits;
	bool asked; /* a command stands already since the last connection */
};

/* Lines that end in one of the source's. */
static void add_lines(struct maker *maker, const char *text)
{
	for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		text_add(&maker->conversion->text, text, n);
		if (text[n] == '\n')
			conversion_end_line(maker->conversion, maker->command_line);
	}
}

/* The bytes of spaced hex; false where there are none. */
static bool read_bytes(const struct text *hex, struct text *bytes)
{
	struct hex_result got = {.status = HEX_TOO_LONG};
	uint8_t *read = malloc(hex->length / 2 + 1);

	if (read != NULL && hex->data != NULL)
		got = hex_read(hex->data, hex->length, read, hex->length / 2 + 1);
	if (got.status == HEX_OK)
		text_add(bytes, (const char *)read, got.count);
	free(read);
	return got.status == HEX_OK;
}

/* The command as a recording has it. */
static void add_hidden(struct maker *maker)
{
	struct record record = {.secrets = maker->conversion->secrets};
	struct text bytes = {0};

	if (read_bytes(&maker->command, &bytes))
		record_command(&record, (const uint8_t *)bytes.data, bytes.length, NULL);
	if (bytes.failed || record.text.failed || record.text.data == NULL)
		maker->conversion->failed = true;
	else
		add_lines(maker, record.text.data);
	maker->conversion->secrets = record.secrets;
	text_free(&record.text);
	text_free(&bytes);
}

static void flush(struct maker *maker)
{
	if (!maker->waits)
		return;
	if (maker->conversion->hides)
		add_hidden(maker);
	else
		text_add(&maker->conversion->text, maker->command.data, maker->command.length);
	text_add(&maker->conversion->text, maker->answer.data, maker->answer.length);
	conversion_end_line(maker->conversion, maker->command_line);
	text_clear(&maker->command);
	text_clear(&maker->answer);
	maker->waits = false;
}

/* Passes "T=1", "(4+0007)", "(15ms)" and the like. */
static struct span behind_notes(struct span rest)
{
	while (rest.length > 0 && (rest.text[0] == '(' || source_starts(rest, "T=")))
		source_word(&rest);
	return rest;
}

static void take_command(struct maker *maker, struct span rest)
{
	flush(maker);
	if (!source_hex(behind_notes(rest), &maker->command)) {
		conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
		                   "expected a command in hex digits after >>");
		return;
	}
	maker->command_line = maker->number;
	maker->waits = maker->asked = true;
}

static void take_answer(struct maker *maker, struct span rest)
{
	struct text bytes = {0};
	enum { STATUS = 5 }; /* characters of "90 00" */

	if (!maker->waits)
		conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
		                   "response without a command before it");
	else if (!source_hex(behind_notes(rest), &bytes) || bytes.length < STATUS)
		conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
		                   "expected a response in hex digits after <<");
	else {
		size_t data = bytes.length - STATUS;

		text_puts(&maker->answer, " [");
		text_add(&maker->answer, bytes.data, data > 0 ? data - 1 : 0);
		text_puts(&maker->answer, "] (");
		text_add(&maker->answer, bytes.data + data, 2);
		text_add(&maker->answer, bytes.data + data + 3, 2);
		text_puts(&maker->answer, ")");
		flush(maker);
	}
	text_free(&bytes);
}

/* SCardConnect("reader", T=*) -> T=1, 3B...: false where it does not look so. */
static bool take_connection(struct maker *maker, struct span line)
{
	static const char arrow[] = " -> ";
	struct conversion *conversion = maker->conversion;
	struct text atr = {0};
	size_t at = line.length;

	while (at > 0 && !source_starts((struct span){line.text + at, line.length - at}, arrow))
		at--;
	struct span rest = {line.text + at, line.length - at};
	if (!source_starts(rest, arrow))
		return false;
	rest = source_trim(rest);
	source_word(&rest);
	struct span protocol = source_word(&rest);
	if (protocol.length > 0 && protocol.text[protocol.length - 1] == ',')
		protocol.length--;
	if (!source_hex(rest, &atr)) {
		text_free(&atr);
		return false;
	}
	flush(maker);
	if (maker->asked)
		conversion_line(conversion, maker->number, "reset");
	maker->asked = false;
	text_puts(&conversion->text, "# ATR: ");
	text_add(&conversion->text, atr.data, atr.length);
	conversion_end_line(conversion, maker->number);
	if (token_is(protocol, "T=0") || token_is(protocol, "T=1"))
		conversion_line(conversion, maker->number,
		                token_is(protocol, "T=0") ? "# protocol: T=0" : "# protocol: T=1");
	text_free(&atr);
	return true;
}

/* A line that is no command of this format may still show one; from its secret bytes on it is
 * left out. */
static void take_remark(struct maker *maker, struct span line)
{
	struct span rest = line, shown = line;

	for (bool found = false; maker->conversion->hides && !found && rest.length > 0;) {
		struct text hex = {0}, bytes = {0};

		found = source_hex(rest, &hex) && read_bytes(&hex, &bytes) &&
			secret_find((const uint8_t *)bytes.data, bytes.length).length > 0;
		if (found)
			shown.length = (size_t)(rest.text - line.text);
		text_free(&hex);
		text_free(&bytes);
		source_word(&rest);
	}
	conversion_comment(maker->conversion, maker->number, source_trim(shown));
}

static void take_line(struct maker *maker, struct span line)
{
	struct span rest = line;
	struct span word = source_word(&rest);

	if (token_is(word, "A>>") || token_is(word, ">>"))
		take_command(maker, rest);
	else if (token_is(word, "A<<") || token_is(word, "<<"))
		take_answer(maker, rest);
	else if (line.length == 0)
		conversion_line(maker->conversion, maker->number, "");
	else if (line.text[0] == '#')
		take_remark(maker, source_trim((struct span){line.text + 1, line.length - 1}));
	else if (!source_starts(line, "SCardConnect(") || !take_connection(maker, line))
		take_remark(maker, line);
}

void dialect_dump(struct conversion *conversion, const char *text, size_t length)
{
	struct source source = {.at = text, .end = text + length, .next = 1};
	struct maker maker = {.conversion = conversion};
	struct span line;

	while (source_line(&source, &line, &maker.number))
		take_line(&maker, source_trim(line));
	flush(&maker);
	conversion->failed = conversion->failed || maker.command.failed || maker.answer.failed;
	text_free(&maker.command);
	text_free(&maker.answer);
}
