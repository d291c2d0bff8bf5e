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
	text_puts(&record->text, "\n");
	if (card->protocol != CARD_NONE)
		text_printf(&record->text, "# protocol: %s\n", card_protocol_name(card->protocol));
}

/* Which bytes must be masked. */
struct masking {
	struct secret secret;
	const struct text *hidden;
};

static bool is_hidden(const struct masking *masking, size_t at)
{
	return secret_has(masking->secret, at) ||
		(masking->hidden != NULL && at < masking->hidden->length &&
	         masking->hidden->data[at] != 0);
}

/* Returns how many bytes from here on are all masked or all shown. */
static size_t run_length(const struct masking *masking, size_t at, size_t length)
{
	bool hidden = is_hidden(masking, at);
	size_t n = 1;

	while (at + n < length && is_hidden(masking, at + n) == hidden)
		n++;
	return n;
}

static void add_pins(struct record *record, const struct masking *masking, size_t length)
{
	unsigned number = record->secrets;

	for (size_t at = 0, n; at < length; at += n) {
		n = run_length(masking, at, length);
		if (is_hidden(masking, at))
			text_printf(&record->text, "pin secret%u hex \"%zu byte%s\"\n", ++number, n,
			            n == 1 ? "" : "s");
	}
}

static void add_command(struct record *record, const struct masking *masking,
                        const uint8_t *command, size_t length)
{
	for (size_t at = 0, n; at < length; at += n) {
		n = run_length(masking, at, length);
		if (at > 0)
			text_puts(&record->text, " ");
		if (is_hidden(masking, at))
			text_printf(&record->text, "$secret%u", ++record->secrets);
		else
			text_hex(&record->text, command + at, n, ' ');
	}
}

static struct masking masking_of(const struct record *record, const uint8_t *command, size_t length,
                                 const struct text *hidden)
{
	struct masking masking = {.hidden = NULL};

	if (record->shows_secrets)
		return masking;
	masking.hidden = hidden;
	masking.secret = secret_find(command, length);
	return masking;
}

void record_command(struct record *record, const uint8_t *command, size_t length,
                    const struct text *hidden)
{
	struct masking masking;

	if (record == NULL)
		return;
	masking = masking_of(record, command, length, hidden);
	add_pins(record, &masking, length);
	add_command(record, &masking, command, length);
}

void record_apdu(struct record *record, const uint8_t *command, size_t length,
                 const struct text *hidden, const uint8_t *response, size_t response_length)
{
	struct masking masking;

	if (record == NULL)
		return;
	masking = masking_of(record, command, length, hidden);
	if (response_length < 2) /* only a comment: a replay could not return such a response */
		text_puts(&record->text, "# answered without a status word: ");
	else
		add_pins(record, &masking, length);
	add_command(record, &masking, command, length);
	if (response_length >= 2) {
		text_puts(&record->text, " [");
		text_hex(&record->text, response, response_length - 2, '\0');
		text_puts(&record->text, "] (");
		text_hex(&record->text, response + response_length - 2, 2, '\0');
		text_puts(&record->text, ")");
	}
	text_puts(&record->text, "\n");
}
