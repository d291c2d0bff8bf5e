#include "stats/atr_stats_read.h"

#include "atr/hist.h"

#include <stdio.h>
#include <string.h>

static void set_code(struct stats_result *result, unsigned code)
{
	result->kind = STATS_CODE;
	result->code = code;
}

static void set_text(struct stats_result *result, struct span text)
{
	result->kind = STATS_TEXT;
	result->text = text;
}

static void set_absent(struct stats_result *result, bool certainly)
{
	result->kind = certainly ? STATS_NONE : STATS_UNKNOWN;
}

/* Reads a whole byte. certainly: if it is NULL, the ATR certainly does not have it. */
static void read_byte(const struct stats_line *line, const struct atr_interface *byte,
                      bool certainly, struct stats_result *result)
{
	if (byte == NULL)
		set_absent(result, certainly);
	else if (line->bytes.wild[byte->offset])
		set_text(result, atr_line_byte(&line->bytes, byte->offset));
	else
		set_code(result, byte->value);
}

/* Reads one digit of the byte at this offset; 0 is the upper one. */
static void read_digit(const struct stats_line *line, size_t offset, unsigned which,
                       struct stats_result *result)
{
	static const char digits[] = "0123456789ABCDEF";
	struct span digit = line->bytes.digits[offset][which];
	char c = *digit.text >= 'a' && *digit.text <= 'f' ? (char)(*digit.text - 'a' + 'A') :
							    *digit.text;
	const char *found = digit.length == 1 ? memchr(digits, c, 16) : NULL;

	if (found == NULL)
		set_text(result, digit);
	else
		set_code(result, (unsigned)(found - digits));
}

static bool has_ts(const struct stats_line *line)
{
	return line->bytes.count > 1 && line->atr.length > 0 &&
		(line->atr.bytes[0] == 0x3B || line->atr.bytes[0] == 0x3F);
}

void stats_read_k(const struct stats_line *line, struct stats_result *result)
{
	if (has_ts(line))
		read_digit(line, 1, 1, result);
	else
		set_absent(result, false);
}

void stats_read_field(const struct stats_line *line, enum atr_field_id field,
                      struct stats_result *result)
{
	const struct atr_interface *byte = atr_field_byte(&line->atr, field);
	uint8_t mask = atr_fields[field].mask;

	if (byte != NULL && (mask == 0xF0 || mask == 0x0F)) {
		read_digit(line, byte->offset, mask == 0x0F, result);
		return;
	}
	read_byte(line, byte, atr_field_lacks(&line->atr, field), result);
	result->code = atr_field_of(field, result->code);
}

/* Reads the whole byte, as it has two fields. */
void stats_read_fi_di(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find(&line->atr, ATR_TA, 1), atr_lacks(&line->atr, ATR_TA, 1), result);
}

/* TC2 is for T=0 only; TD1 must offer it. */
void stats_read_wi(const struct stats_line *line, struct stats_result *result)
{
	const struct atr_interface *td1 = atr_find(&line->atr, ATR_TD, 1);

	if (td1 != NULL && (td1->value & 15) != 0)
		set_absent(result, true);
	else
		stats_read_field(line, ATR_FIELD_WI, result);
}

/* Reads the whole byte: reserved bits that are set make another value. */
void stats_read_edc(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find_for(&line->atr, ATR_TC, 1), line->known, result);
}

void stats_read_protocols(const struct stats_line *line, struct stats_result *result)
{
	size_t length = 0;

	if (!line->known || line->atr.protocol_count == 0) {
		set_absent(result, line->known);
		return;
	}
	result->kind = STATS_WORDS;
	for (size_t i = 0; i < line->atr.protocol_count; i++)
		length += (size_t)snprintf(result->words + length, sizeof result->words - length,
		                           "%s%u", i > 0 ? "," : "", line->atr.protocols[i]);
}

void stats_read_category(const struct stats_line *line, struct stats_result *result)
{
	const struct atr *atr = &line->atr;

	if (!line->known || (atr->historical_announced > 0 && atr->historical.length == 0))
		set_absent(result, false);
	else if (atr->historical_announced == 0)
		set_absent(result, true);
	else if (line->bytes.wild[atr->historical.offset])
		set_text(result, atr_line_byte(&line->bytes, atr->historical.offset));
	else
		set_code(result, atr->bytes[atr->historical.offset]);
}

/* Returns true if none of the bytes is a wildcard. */
static bool are_plain(const struct stats_line *line, size_t from, size_t to)
{
	while (from < to && !line->bytes.wild[from])
		from++;
	return from >= to;
}

/* Reads TCK, correct or not; "none" includes a TCK that is missing although required. */
void stats_read_tck(const struct stats_line *line, struct stats_result *result)
{
	const struct atr *atr = &line->atr;

	if (line->known && !atr->tck_needed)
		set_absent(result, true);
	else if (!line->known || atr->truncated)
		set_absent(result, false);
	else if (!atr->tck_present)
		set_absent(result, !line->bytes.open);
	else if (line->bytes.wild[atr->tck_offset])
		set_text(result, atr_line_byte(&line->bytes, atr->tck_offset));
	else
		set_code(result, atr->bytes[atr->tck_offset]);
}

void stats_read_check(const struct stats_line *line, struct stats_result *result)
{
	const struct atr *atr = &line->atr;
	size_t end = atr->tck_offset + (size_t)1;

	if (line->known && !atr->tck_needed)
		set_absent(result, true);
	else if (!line->known || atr->truncated || !are_plain(line, 1, end - !atr->tck_present) ||
	         (!atr->tck_present && line->bytes.open))
		set_absent(result, false);
	else if (!atr->tck_present)
		set_code(result, TCK_MISSING);
	else
		set_code(result,
		         atr->bytes[atr->tck_offset] == atr->tck_expected ? TCK_RIGHT : TCK_WRONG);
}

/* Returns false, with result set, if the historical bytes are unknown. */
static bool read_hist(const struct stats_line *line, struct hist *hist, struct stats_result *result)
{
	const struct atr *atr = &line->atr;
	size_t start = atr->historical.offset;

	if (!line->known || atr->truncated ||
	    !are_plain(line, start, start + atr->historical.length)) {
		set_absent(result, false);
		return false;
	}
	hist_of_atr(hist, atr);
	return true;
}

void stats_read_life_cycle(const struct stats_line *line, struct stats_result *result)
{
	struct hist hist;

	if (!read_hist(line, &hist, result))
		return;
	set_absent(result, true);
	if (hist.life_cycle >= 0)
		set_code(result, (unsigned)hist.life_cycle);
}

void stats_read_sw(const struct stats_line *line, struct stats_result *result)
{
	struct hist hist;

	if (!read_hist(line, &hist, result))
		return;
	set_absent(result, true);
	if (hist.sw >= 0) {
		result->kind = STATS_WORDS;
		(void)snprintf(result->words, sizeof result->words, "%04X", (unsigned)hist.sw);
	}
}
