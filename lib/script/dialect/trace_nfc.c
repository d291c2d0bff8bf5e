/* libnfc's tools, "=> hex" and "<= hex"; its debug log, frames of a PN532, which an ACR122 carries
 * in CCID messages; and NXP's Android stack, packets of NCI. */
#include "script/dialect/dialect_formats.h"

#include <string.h>

const struct trace_label trace_libnfc_labels[] = {
	{"=>", TRACE_COMMAND}, {"<=", TRACE_RESPONSE}, {NULL}};

const struct trace_label trace_nci_labels[] = {
	{"NxpNciX", TRACE_COMMAND}, {"NxpNciR", TRACE_RESPONSE}, {NULL}};

static const struct trace_label debug_labels[] = {
	{"TX:", TRACE_COMMAND}, {"RX:", TRACE_RESPONSE}, {NULL}};

bool trace_libnfc_marks(struct span line)
{
	return (span_starts(line, "=> ") || span_starts(line, "<= ")) && line.length > 4;
}

bool trace_libnfc_debug_marks(struct span line)
{
	struct span rest;

	return span_find(line, "libnfc.") != SIZE_MAX &&
		trace_label(debug_labels, line, &rest) != NULL;
}

/* The answer of InDataExchange, D5 41 00, or its command D4 40 01; the frame says its length as
 * 00 00 FF LEN LCS, the reader's command as Lc. */
static struct span inner(const struct octets *octets, bool command)
{
	static const char asks[] = "\xD4\x40\x01", answers[] = "\xD5\x41";
	struct span all = {octets->bytes.data, octets->bytes.length};
	size_t at = span_find(all, command ? asks : answers), head = command ? 1 : 10;
	const uint8_t *bytes = octets_data(octets);
	size_t length = 0;

	if (all.length == 0 || at == SIZE_MAX || all.length < at + 3)
		return (struct span){"", 0};
	if (at >= 2 && at < head + 5 && at >= 5 && bytes[at - 3] == 0xFF && bytes[at - 4] == 0)
		length = bytes[at - 2];
	else if (command && at >= 1)
		length = bytes[at - 1];
	else
		length = all.length - at - 2; /* the reader's own 90 00 */
	if (length < 3 || length > all.length - at)
		return (struct span){"", 0};
	return (struct span){all.text + at + 3, length - 3};
}

void trace_libnfc_debug(struct trace *trace, struct span line)
{
	struct octets read = {.half = false}, *to = NULL;
	struct span rest;
	const struct trace_label *label = trace_label(debug_labels, line, &rest);
	bool command = label != NULL && label->part == TRACE_COMMAND;

	if (label != NULL)
		(void)octets_read(&read, rest, SIZE_MAX);
	struct span apdu = inner(&read, command);
	if (apdu.length > 0 && (command || trace_waits(trace)))
		to = trace_begin(trace, label->part);
	if (to != NULL)
		text_add(&to->bytes, apdu.text, apdu.length);
	trace_free(trace, &read);
	if (label == NULL && span_find(line, "libnfc.") == SIZE_MAX)
		trace_odd(trace, line);
}

/* The side that sent the first packet of data sends the commands: a phone that reads a card, or the
 * reader of a phone that is one. */
struct nci {
	enum trace_part commands;
	bool segment; /* the packet at hand is only the start of the APDU */
	enum trace_part from;
};

/* NCI 2.2, 3.4.3: a data packet has 000 in bits 8 to 6, the segmentation flag in bit 5. */
static void take_packet(struct trace *trace, struct nci *nci, enum trace_part from,
                        const struct octets *packet)
{
	const uint8_t *bytes = octets_data(packet);
	size_t length = packet->bytes.length;
	struct octets *to;

	if (length < 3 || (bytes[0] & 0xE0) != 0)
		return;
	if (nci->commands == TRACE_OTHER)
		nci->commands = from;
	bool command = from == nci->commands;
	if (nci->segment && nci->from == from)
		to = trace_more(trace);
	else if (!command && !trace_waits(trace))
		to = NULL;
	else
		to = trace_begin(trace, command ? TRACE_COMMAND : TRACE_RESPONSE);
	nci->segment = (bytes[0] & 0x10) != 0;
	nci->from = from;
	if (to != NULL)
		text_add(&to->bytes, packet->bytes.data + 3, length - 3);
}

void trace_nci(struct trace *trace, struct span line)
{
	struct nci *nci = trace_state(trace, sizeof *nci);
	struct octets packet = {.half = false};
	struct span rest;
	const struct trace_label *label = trace_label(trace_nci_labels, line, &rest);
	size_t bytes = label == NULL ? SIZE_MAX : span_find(rest, "> ");

	if (nci == NULL)
		return;
	if (bytes == SIZE_MAX) {
		trace_odd(trace, line);
		return;
	}
	(void)octets_read(&packet, span_from(rest, bytes + 2), SIZE_MAX);
	take_packet(trace, nci, label->part, &packet);
	trace_free(trace, &packet);
}
