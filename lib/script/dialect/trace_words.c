/* Formats that label bytes with words: those of some programs, and common words that any program
 * may use. */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"

#include <string.h>
#include <strings.h>

const struct trace_label trace_flipper_labels[] = {
	{"NFC transmit", TRACE_COMMAND}, {"NFC response", TRACE_RESPONSE}, {NULL}};

const struct trace_label trace_passport_labels[] = {{"sending [0x", TRACE_COMMAND},
                                                    {"[unprotected]", TRACE_RESPONSE},
                                                    {"unprotected]", TRACE_RESPONSE},
                                                    {NULL}};

const struct trace_label trace_freerdp_labels[] = {{"pbSendBuffer:", TRACE_COMMAND},
                                                   {"pbRecvBuffer:", TRACE_RESPONSE},
                                                   {"[com.freerdp.", TRACE_OTHER},
                                                   {NULL}};

/* "SCardTransmit(): SW12 = 90 00" contains both labels. */
static const struct trace_label eid_labels[] = {
	{"SW12 =", TRACE_STATUS}, {"SCardTransmit(", TRACE_COMMAND}, {NULL}};

/* A label may be followed by further labels and punctuation before the bytes. Labels of several
 * words come first. */
static const struct trace_label words[] = {
	{"C-APDU", TRACE_COMMAND},
	{"CAPDU", TRACE_COMMAND},
	{"command apdu", TRACE_COMMAND},
	{"command", TRACE_COMMAND},
	{"cmd", TRACE_COMMAND},
	{"request", TRACE_COMMAND},
	{"transmitted", TRACE_COMMAND},
	{"transmit", TRACE_COMMAND},
	{"sending", TRACE_COMMAND},
	{"send", TRACE_COMMAND},
	{"sent", TRACE_COMMAND},
	{"tx", TRACE_COMMAND},
	{"R-APDU", TRACE_RESPONSE},
	{"RAPDU", TRACE_RESPONSE},
	{"response apdu", TRACE_RESPONSE},
	{"response", TRACE_RESPONSE},
	{"resp", TRACE_RESPONSE},
	{"rsp", TRACE_RESPONSE},
	{"reply", TRACE_RESPONSE},
	{"answer", TRACE_RESPONSE},
	{"received", TRACE_RESPONSE},
	{"receive", TRACE_RESPONSE},
	{"recv", TRACE_RESPONSE},
	{"rcv", TRACE_RESPONSE},
	{"rx", TRACE_RESPONSE},
	{"APDU", TRACE_COMMAND},
	{"ATR", TRACE_ATR},
	{"SW", TRACE_STATUS},
	{"status", TRACE_STATUS},
	{"\xE2\x86\x92", TRACE_COMMAND},
	{"\xE2\x86\x90", TRACE_RESPONSE},
	{"-->", TRACE_COMMAND},
	{"<--", TRACE_RESPONSE},
	{"->", TRACE_COMMAND},
	{"<-", TRACE_RESPONSE},
	{"==>", TRACE_COMMAND},
	{"<==", TRACE_RESPONSE},
	{"=>", TRACE_COMMAND},
	{"<=", TRACE_RESPONSE},
	{">>>", TRACE_COMMAND},
	{"<<<", TRACE_RESPONSE},
	{">>", TRACE_COMMAND},
	{"<<", TRACE_RESPONSE},
	{NULL},
};

static bool is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
}

/* In "C-APDU0:" and "TX1:" a number counts the exchanges; in "SW1:" it does not. */
static bool is_numbered(const struct trace_label *word, struct span rest)
{
	struct span after;

	return word->part != TRACE_STATUS && word->part != TRACE_ATR &&
		trace_number(rest, &after) != SIZE_MAX && span_starts(after, ":");
}

/* Returns the label in the table that the text begins with. */
static const struct trace_label *word_at(struct span text)
{
	static const char firsts[] = "CcRrTtSsAa\xE2-<=>";

	if (strchr(firsts, text.text[0]) == NULL)
		return NULL;
	for (const struct trace_label *word = words; word->text != NULL; word++) {
		size_t length = strlen(word->text);

		if (text.length > length && strncasecmp(text.text, word->text, length) == 0 &&
		    (!(is_letter_or_digit(word->text[0]) &&
		       is_letter_or_digit(text.text[length])) ||
		     is_numbered(word, span_from(text, length))))
			return word;
	}
	return NULL;
}

static size_t least(enum trace_part part)
{
	return part == TRACE_COMMAND ? 4 : 2;
}

/* Skips "APDU", "data", a number of bytes and the separators before the bytes. PASSED_MAX limits
 * the time for a line full of arrows. */
static struct span behind_word(struct span rest)
{
	enum { PASSED_MAX = 256 };
	const size_t length = rest.length;

	for (;;) {
		struct span before = rest;

		rest = span_trim(rest);
		while (rest.length > 0 && length - rest.length < PASSED_MAX &&
		       strchr(":=->\t #", rest.text[0]) != NULL)
			rest = span_from(rest, 1);
		rest = trace_behind_count(rest);
		if (rest.length > 4 && strncasecmp(rest.text, "apdu", 4) == 0)
			rest = span_from(rest, 4);
		if (rest.length > 4 && strncasecmp(rest.text, "data", 4) == 0)
			rest = span_from(rest, 4);
		if (rest.length > 1 && rest.text[0] == ']')
			rest = span_from(rest, 1);
		if (rest.length == before.length || length - rest.length >= PASSED_MAX)
			return rest;
	}
}

static bool has_bytes(enum trace_part part, struct span rest)
{
	return octets_count(rest, 4, &rest) >= least(part) ||
		(part == TRACE_RESPONSE &&
	         strncasecmp(rest.length > 3 ? rest.text : "", "SW", 2) == 0);
}

static const struct trace_label *find_word(struct span line, struct span *rest)
{
	bool begins = true;

	for (size_t at = 0; at < line.length; at++) {
		const struct trace_label *word = begins ? word_at(span_from(line, at)) : NULL;

		if (word != NULL) {
			*rest = behind_word(span_from(line, at + strlen(word->text)));
			if (has_bytes(word->part, *rest))
				return word;
		}
		begins =
			!is_letter_or_digit(line.text[at]) && strchr("-<>=", line.text[at]) == NULL;
	}
	return NULL;
}

bool trace_words_marks(struct span line)
{
	struct span rest;
	const struct trace_label *word = find_word(line, &rest);

	return word != NULL && (word->part == TRACE_COMMAND || word->part == TRACE_RESPONSE);
}

/* Handles "CAPDU = 00A4..., RAPDU = 6A82": a response may follow its command on the same line. */
static bool take_both(struct trace *trace, enum trace_part part, struct span rest)
{
	struct span after, response;
	const struct trace_label *word;

	(void)octets_count(rest, SIZE_MAX, &after);
	word = part == TRACE_COMMAND ? find_word(after, &response) : NULL;
	if (word == NULL || word->part != TRACE_RESPONSE)
		return trace_take(trace, part, rest);
	rest.length -= after.length;
	return trace_take(trace, part, rest) && trace_take(trace, TRACE_RESPONSE, response);
}

void trace_words(struct trace *trace, struct span line)
{
	struct span rest;
	const struct trace_label *word = find_word(line, &rest);
	uint8_t status[2];

	if (word == NULL) {
		trace_odd(trace, line);
	} else if (word->part == TRACE_STATUS) {
		struct octets *octets =
			trace_status_word(rest, status) ? trace_begin(trace, TRACE_STATUS) : NULL;

		if (octets != NULL)
			text_add(&octets->bytes, (const char *)status, sizeof status);
		else
			trace_odd(trace, line);
	} else if (!take_both(trace, word->part, rest)) {
		trace_odd(trace, line);
	}
}

bool trace_eid_marks(struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(eid_labels, line, &rest);

	return label != NULL && has_bytes(label->part, rest);
}

/* Only the status word is shown, without the data. */
void trace_eid(struct trace *trace, struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(eid_labels, line, &rest);
	uint8_t status[2];

	if (label == NULL)
		trace_odd(trace, line);
	else if (label->part == TRACE_COMMAND)
		trace_take_or_odd(trace, label->part, rest, line);
	else if (!trace_status_word(rest, status) || trace_response(trace, status) == NULL)
		trace_odd(trace, line);
	else
		trace_data_unknown(trace);
}
