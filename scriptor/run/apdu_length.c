#include "scriptor/run/apdu_length.h"

#include "apdu/apdu.h"
#include "app/reader_ccid.h"
#include "reader/reader_features.h"
#include "scriptor/run/consent.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"

#include <stdarg.h>
#include <stdio.h>

enum {
	SHORT_MAX = 261, /* header, Lc, 255 bytes and Le (ISO/IEC 7816-3, 12.1.3) */
	ANSWER_MAX = 512,
	PART_MAX = 255,  /* data bytes in a short APDU */
	AROUND_DATA = 6, /* bytes of header, Lc and Le */
};

/* Sends a control command to the reader; nothing is sent to the card. */
static bool control_reader(struct run *run, uint32_t control, uint8_t *answer, size_t *length)
{
	*length = ANSWER_MAX;
	return control != 0 &&
		run->card->control(run->card->self, control, NULL, 0, answer, length) == 0;
}

/* Gets the reader's properties (PC/SC part 10, 2.6.14); false if it does not report any. */
static bool ask_properties(struct run *run)
{
	struct reader_properties properties;
	struct reader_features features;
	uint8_t answer[ANSWER_MAX];
	size_t length;

	if (!control_reader(run, pcsc_control_code(FEATURE_REQUEST), answer, &length))
		return false;
	reader_features_parse(&features, answer, length);
	if (!control_reader(run, reader_features_control(&features, FEATURE_GET_TLV_PROPERTIES),
	                    answer, &length))
		return false;
	reader_properties_parse(&properties, answer, length);
	run->reader.data = properties.max_apdu;
	return properties.has_max_apdu;
}

/* Returns the USB descriptor of the reader, read once per connection; NULL if unknown. */
static const struct ccid *usb_of(struct run *run)
{
	struct reader_support *reader = &run->reader;

	if (!run->connected)
		return NULL;
	if (!reader->usb_asked && !card_source_is_recorded(run->source))
		reader->on_usb = reader_ccid(run->options.root, card_source_reader(run->source),
		                             run->card, &reader->usb);
	reader->usb_asked = true;
	return reader->on_usb ? &reader->usb : NULL;
}

/* Returns the largest number of data bytes that the reader accepts in an APDU, determined once per
 * connection. The driver's value is used first. Without one, the exchange level shows whether the
 * reader supports extended APDUs. SIZE_MAX if neither is known. */
static size_t reader_limit(struct run *run)
{
	struct reader_support *reader = &run->reader;
	const struct ccid *usb;

	if (reader->asked)
		return reader->data;
	reader->asked = true;
	if (ask_properties(run))
		return reader->data;
	reader->data = SIZE_MAX;
	usb = usb_of(run);
	if (usb != NULL && ccid_level(usb) == CCID_EXCHANGE_SHORT) {
		reader->data = 0;
		reader->by_level = true;
	}
	return reader->data;
}

size_t apdu_length_part(struct run *run)
{
	const struct ccid *usb = usb_of(run);
	enum ccid_level level = usb != NULL ? ccid_level(usb) : CCID_EXCHANGE_UNKNOWN;
	bool whole = level == CCID_EXCHANGE_SHORT ||
		(level == CCID_EXCHANGE_TPDU && run->card->protocol == CARD_T0);
	uint32_t room = usb != NULL ? ccid_max_apdu(usb) : 0;

	/* In all other cases the reader or driver splits the APDU into blocks or messages. */
	if (!whole || room < 1 + AROUND_DATA || room >= PART_MAX + AROUND_DATA)
		return PART_MAX;
	return room - AROUND_DATA;
}

/* Refuses a command; at the prompt the user may send it nevertheless. */
static bool refuse_command(struct run *run, const struct apdu *apdu, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static bool refuse_command(struct run *run, const struct apdu *apdu, const char *format, ...)
{
	char limit[160], text[180];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(limit, sizeof limit, format, args);
	va_end(args);
	if (run->at_prompt && run->statement->kind != STATEMENT_BUILT)
		return consent_ask(run, limit, "send it", STATUS_INPUT, "not sent");
	snprintf(text, sizeof text, "not sent: %s", limit);
	runner_value_failed(run, text);
	if (run->statement->kind != STATEMENT_BUILT)
		message_hint("with \"!\" it is built to fit, after \"chain on\" in parts; --yes "
		             "sends it as it is");
	else if (apdu->nc > 255)
		message_hint(
			"\"chain on\" sends it in parts if the card supports command chaining");
	else
		message_hint("use an Le of one byte; \"auto on\" fetches the rest");
	return false;
}

/* T=0 supports only short APDUs, and readers do not wrap a longer one in ENVELOPE (ISO/IEC 7816-3,
 * 12.2). A command written out in bytes is sent nevertheless, as the reader may support it. */
static bool protocol_allows(struct run *run, const struct apdu *apdu)
{
	if (run->card->protocol != CARD_T0)
		return true;
	if (run->statement->kind == STATEMENT_BUILT)
		return refuse_command(run, apdu, "%zu bytes of data; T=0 supports at most 255",
		                      apdu->nc);
	message_error("%sT=0 supports only short APDUs, of at most %d bytes; sent as written",
	              runner_place(run), SHORT_MAX);
	return true;
}

static bool reader_allows(struct run *run, const struct apdu *apdu)
{
	size_t limit = reader_limit(run);

	if (run->reader.by_level)
		return refuse_command(run, apdu,
		                      "extended APDU; the reader supports short APDUs only (its "
		                      "CCID exchange level)");
	if (limit <= PROPERTY_SHORT_MAX)
		return refuse_command(run, apdu,
		                      "extended APDU; the reader supports short APDUs only "
		                      "(dwMaxAPDUDataSize %zu)",
		                      limit);
	if (apdu->nc > limit)
		return refuse_command(run, apdu,
		                      "%zu bytes of data; the reader supports at most %zu "
		                      "(dwMaxAPDUDataSize)",
		                      apdu->nc, limit);
	return true;
}

bool apdu_length_check(struct run *run)
{
	const uint8_t *command = (const uint8_t *)run->command.data;

	/* most commands are short */
	if (run->command.length < 7 || (command[4] != 0 && run->command.length <= SHORT_MAX))
		return true;
	struct apdu apdu = apdu_read(command, run->command.length);
	bool extended = apdu.kind == APDU_2E || apdu.kind == APDU_3E || apdu.kind == APDU_4E;
	bool built = run->statement->kind == STATEMENT_BUILT;

	if ((!extended && run->command.length <= SHORT_MAX) ||
	    card_source_is_recorded(run->source) || (run->options.yes && !built) ||
	    !runner_is_connected(run))
		return !run->stopped;
	return (!extended || reader_allows(run, &apdu)) && protocol_allows(run, &apdu);
}
