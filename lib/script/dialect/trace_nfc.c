/* Tools of libnfc, "=> hex" and "<= hex"; its debug log with frames of a PN532, which an ACR122
 * carries in CCID messages; and NXP's Android stack with NCI packets. */
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

/* A frame. A line may contain only part of it: a serial port is read in pieces, and mail programs
 * wrap lines. */
struct frame {
	struct octets bytes;
	enum trace_part from; /* TRACE_OTHER: the frame was handled */
};

/* Returns the length of the data that begin at this byte. NXP's PN532 user manual, 6.2.1.1 and
 * 6.2.1.2: they are preceded by 00 FF LEN LCS or FF FF LENM LENL LCS. Otherwise the length is the
 * Lc of the reader's command, or follows from the header of its response, a CCID message that ends
 * with its own 90 00. SIZE_MAX: not known yet. */
static size_t inner_length(const uint8_t *bytes, size_t at, bool command)
{
	enum { HEAD = 10, STATUS = 2 };

	if (at >= 5 && bytes[at - 4] == 0 && bytes[at - 3] == 0xFF)
		return bytes[at - 2];
	if (at >= 5 && bytes[at - 5] == 0xFF && bytes[at - 4] == 0xFF)
		return (size_t)bytes[at - 3] << 8 | bytes[at - 2];
	if (command)
		return at == 0 ? SIZE_MAX : bytes[at - 1];
	size_t length = at < HEAD ? 0 : (size_t)bytes[2] << 8 | bytes[1];
	return length + HEAD < at + STATUS ? SIZE_MAX : length + HEAD - at - STATUS;
}

/* Returns the APDU in InDataExchange, D4 40 01, or in its response, D5 41 and a status byte that is
 * 00 on success; nothing if it is another frame or incomplete. */
static struct span inner_apdu(const struct octets *frame, bool command)
{
	enum { AT_MOST = 16, HEAD = 3 };
	struct span all = {frame->bytes.data, frame->bytes.length}, none = {"", 0};
	size_t at =
		all.length == 0 ? SIZE_MAX : span_find(all, command ? "\xD4\x40\x01" : "\xD5\x41");

	if (at > AT_MOST || at + HEAD > all.length || (!command && all.text[at + 2] != 0))
		return none;
	size_t length = inner_length(octets_data(frame), at, command);
	return length <= HEAD || length > all.length - at ?
		none :
		(struct span){all.text + at + HEAD, length - HEAD};
}

static void take_frame(struct trace *trace, struct frame *frame)
{
	bool command = frame->from == TRACE_COMMAND;
	struct span apdu = inner_apdu(&frame->bytes, command);
	struct octets *to = NULL;

	if (apdu.length > 0 && (command || trace_waits(trace)))
		to = trace_begin(trace, frame->from);
	if (to != NULL)
		text_add(&to->bytes, apdu.text, apdu.length);
	if (apdu.length > 0)
		octets_clear(&frame->bytes);
}

/* A line without a label that consists of bytes only continues the previous one. */
void trace_libnfc_debug(struct trace *trace, struct span line)
{
	struct frame *frame = trace_state(trace, sizeof *frame);
	struct span rest = line;
	const struct trace_label *label = trace_label(debug_labels, line, &rest);
	bool other = label == NULL && span_find(line, "libnfc.") != SIZE_MAX;

	if (frame == NULL)
		return;
	if (other || (label != NULL && (label->part != frame->from || label == debug_labels))) {
		octets_clear(&frame->bytes);
		frame->from = other ? TRACE_OTHER : label->part;
	}
	if (other)
		return;
	if (frame->from == TRACE_OTHER || octets_read(&frame->bytes, rest, SIZE_MAX).length > 0)
		trace_odd(trace, line);
	else
		take_frame(trace, frame);
}

void trace_libnfc_debug_end(struct trace *trace)
{
	struct frame *frame = trace->state;

	if (frame != NULL)
		trace_free(trace, &frame->bytes);
}

/* The phone sends the commands if it reads a card; if it emulates a card, the reader does. The
 * activation notification shows which, or else the first data packet. */
struct nci {
	enum trace_part commands;
	bool frames;  /* RF frames of the card, not APDUs */
	bool segment; /* the current packet is only the start of the APDU */
	enum trace_part from;
};

/* RF_INTF_ACTIVATED_NTF (NCI 2.2, 7.3.1): the RF interface, 02 for ISO-DEP, and the mode, 80 or
 * more if the phone is in listen mode. */
static bool take_activation(struct nci *nci, const uint8_t *bytes, size_t length)
{
	enum { INTERFACE = 4, MODE = 6, ISO_DEP = 2, LISTENS = 0x80 };

	if (length <= MODE || bytes[0] != 0x61 || bytes[1] != 0x05)
		return false;
	nci->frames = bytes[INTERFACE] != ISO_DEP;
	nci->commands = (bytes[MODE] & LISTENS) != 0 ? TRACE_RESPONSE : TRACE_COMMAND;
	nci->segment = false;
	return true;
}

/* NCI 2.2, 3.4.3: a data packet has 000 in bits 8 to 6 and the segmentation flag in bit 5. One
 * without data checks whether the card is present. */
static void take_packet(struct trace *trace, struct nci *nci, enum trace_part from,
                        const struct octets *packet)
{
	const uint8_t *bytes = octets_data(packet);
	size_t length = packet->bytes.length;
	struct octets *to;

	if (length <= 3 || take_activation(nci, bytes, length) || (bytes[0] & 0xE0) != 0 ||
	    nci->frames)
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

/* Returns the bytes in ": len =   4 > 20000101"; newer versions of Android have "=>" and "<=". */
static struct span packet_of(struct span rest)
{
	size_t sent = span_find(rest, "> "), received = span_find(rest, "<= ");

	return sent != SIZE_MAX      ? span_from(rest, sent + 2) :
		received != SIZE_MAX ? span_from(rest, received + 3) :
				       (struct span){"", 0};
}

void trace_nci(struct trace *trace, struct span line)
{
	struct nci *nci = trace_state(trace, sizeof *nci);
	struct octets packet = {.half = false};
	struct span rest = {"", 0};
	const struct trace_label *label = trace_label(trace_nci_labels, line, &rest);

	rest = packet_of(rest);
	if (nci == NULL)
		return;
	if (rest.length == 0) {
		trace_odd(trace, line);
		return;
	}
	(void)octets_read(&packet, rest, SIZE_MAX);
	take_packet(trace, nci, label->part, &packet);
	trace_free(trace, &packet);
}
