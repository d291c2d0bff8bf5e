#include "script/record.h"

#include "apdu/secret.h"

void record_card(struct record *record, const struct card *card, const char *command)
{
	if (record == NULL)
		return;
	if (command != NULL)
		text_printf(&record->text, "%s\n", command);
	text_puts(&record->text, "# ATR: ");
	text_hex(&record->text, card->atr, card->atr_length, ' ');
	text_puts(&record->text,
	          card->protocol == CARD_T0          ? "\n# protocol: T=0\n" :
	                  card->protocol == CARD_T1  ? "\n# protocol: T=1\n" :
	                  card->protocol == CARD_RAW ? "\n# protocol: raw\n" :
	                                               "\n");
}

/* Which bytes must not be told. */
struct veil {
	struct secret secret;
	const struct text *hidden;
};

static bool is_hidden(const struct veil *veil, size_t at)
{
	return secret_has(veil->secret, at) ||
		(veil->hidden != NULL && at < veil->hidden->length && veil->hidden->data[at] != 0);
}

/* How many bytes from here are alike. */
static size_t run_length(const struct veil *veil, size_t at, size_t length)
{
	bool hidden = is_hidden(veil, at);
	size_t n = 1;

	while (at + n < length && is_hidden(veil, at + n) == hidden)
		n++;
	return n;
}

static void add_pins(struct record *record, const struct veil *veil, size_t length)
{
	unsigned number = record->secrets;

	for (size_t at = 0, n; at < length; at += n) {
		n = run_length(veil, at, length);
		if (is_hidden(veil, at))
			text_printf(&record->text, "pin secret%u hex \"%zu bytes\"\n", ++number, n);
	}
}

static void add_command(struct record *record, const struct veil *veil, const uint8_t *command,
                        size_t length)
{
	for (size_t at = 0, n; at < length; at += n) {
		n = run_length(veil, at, length);
		if (at > 0)
			text_puts(&record->text, " ");
		if (is_hidden(veil, at))
			text_printf(&record->text, "$secret%u", ++record->secrets);
		else
			text_hex(&record->text, command + at, n, ' ');
	}
}

static struct veil veil_of(const struct record *record, const uint8_t *command, size_t length,
                           const struct text *hidden)
{
	struct veil veil = {.hidden = NULL};

	if (record->secrets_told)
		return veil;
	veil.hidden = hidden;
	veil.secret = secret_find(command, length);
	return veil;
}

void record_command(struct record *record, const uint8_t *command, size_t length,
                    const struct text *hidden)
{
	struct veil veil;

	if (record == NULL)
		return;
	veil = veil_of(record, command, length, hidden);
	add_pins(record, &veil, length);
	add_command(record, &veil, command, length);
}

void record_apdu(struct record *record, const uint8_t *command, size_t length,
                 const struct text *hidden, const uint8_t *response, size_t response_length)
{
	struct veil veil;

	if (record == NULL)
		return;
	veil = veil_of(record, command, length, hidden);
	if (response_length < 2) /* no record: who replays this gets no answer here */
		text_puts(&record->text, "# answered without a status word: ");
	else
		add_pins(record, &veil, length);
	add_command(record, &veil, command, length);
	if (response_length >= 2) {
		text_puts(&record->text, " [");
		text_hex(&record->text, response, response_length - 2, '\0');
		text_puts(&record->text, "] (");
		text_hex(&record->text, response + response_length - 2, 2, '\0');
		text_puts(&record->text, ")");
	}
	text_puts(&record->text, "\n");
}
