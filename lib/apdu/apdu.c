#include "apdu/apdu.h"

#include <stdio.h>
#include <string.h>

static size_t or_most(size_t length, size_t most)
{
	return length == 0 ? most : length;
}

static void set_invalid(struct apdu *apdu, enum apdu_error error, size_t detail)
{
	apdu->kind = APDU_INVALID;
	apdu->error = error;
	apdu->detail = detail;
}

static void read_short(struct apdu *apdu, const uint8_t *bytes, size_t length)
{
	size_t lc = bytes[4];

	apdu->nc = lc;
	apdu->data_at = 5;
	if (length == 5 + lc) {
		apdu->kind = APDU_3S;
	} else if (length == 6 + lc) {
		apdu->kind = APDU_4S;
		apdu->ne = or_most(bytes[5 + lc], 256);
	} else if (length < 5 + lc) {
		set_invalid(apdu, APDU_LC_TOO_LONG, 5 + lc - length);
	} else {
		set_invalid(apdu, APDU_LC_TOO_SHORT, length - 6 - lc);
	}
}

static void read_extended(struct apdu *apdu, const uint8_t *bytes, size_t length)
{
	size_t l = length < 7 ? 0 : (size_t)bytes[5] << 8 | bytes[6];

	if (length == 6) {
		set_invalid(apdu, APDU_HALF_EXTENDED, 0);
		return;
	}
	if (length == 7) {
		apdu->kind = APDU_2E;
		apdu->ne = or_most(l, 65536);
		return;
	}
	apdu->nc = l;
	apdu->data_at = 7;
	if (l == 0) {
		set_invalid(apdu, APDU_EXTENDED_LC_0, 0);
	} else if (length == 7 + l) {
		apdu->kind = APDU_3E;
	} else if (length == 9 + l) {
		apdu->kind = APDU_4E;
		apdu->ne = or_most((size_t)bytes[7 + l] << 8 | bytes[8 + l], 65536);
	} else if (length == 8 + l) {
		set_invalid(apdu, APDU_HALF_LE, 0);
	} else if (length < 7 + l) {
		set_invalid(apdu, APDU_LC_TOO_LONG, 7 + l - length);
	} else {
		set_invalid(apdu, APDU_LC_TOO_SHORT, length - 9 - l);
	}
}

struct apdu apdu_read(const uint8_t *bytes, size_t length)
{
	struct apdu apdu = {.kind = APDU_1};

	if (length < 4) {
		set_invalid(&apdu, APDU_SHORT_HEADER, 4 - length);
		return apdu;
	}
	apdu.cla = bytes[0];
	apdu.ins = bytes[1];
	apdu.p1 = bytes[2];
	apdu.p2 = bytes[3];
	if (length == 5) {
		apdu.kind = APDU_2S;
		apdu.ne = or_most(bytes[4], 256);
	} else if (length > 5 && bytes[4] != 0) {
		read_short(&apdu, bytes, length);
	} else if (length > 5) {
		read_extended(&apdu, bytes, length);
	}
	return apdu;
}

const char *apdu_case_name(enum apdu_case kind)
{
	static const char *const names[] = {
		[APDU_INVALID] = "invalid", [APDU_1] = "case 1",   [APDU_2S] = "case 2S",
		[APDU_3S] = "case 3S",      [APDU_4S] = "case 4S", [APDU_2E] = "case 2E",
		[APDU_3E] = "case 3E",      [APDU_4E] = "case 4E",
	};

	return names[kind];
}

size_t apdu_error_text(const struct apdu *apdu, char *out, size_t size)
{
	/* for each error: its text, and the part of the APDU whose bytes it counts */
	static const struct {
		const char *text, *bytes;
	} errors[] = {
		[APDU_FINE] = {"", ""},
		[APDU_SHORT_HEADER] = {"incomplete header (CLA INS P1 P2): ", " missing"},
		[APDU_LC_TOO_LONG] = {"Lc does not match: ", " of data missing"},
		[APDU_LC_TOO_SHORT] = {"Lc does not match: ", " after data and Le"},
		[APDU_HALF_EXTENDED] = {"half of an extended length after P2", ""},
		[APDU_EXTENDED_LC_0] = {"the extended Lc is 0", ""},
		[APDU_HALF_LE] = {"one byte where an extended Le has two", ""},
	};
	int n;

	if (apdu->detail > 0)
		n = snprintf(out, size, "%s%zu byte%s%s", errors[apdu->error].text, apdu->detail,
		             apdu->detail == 1 ? "" : "s", errors[apdu->error].bytes);
	else
		n = snprintf(out, size, "%s", errors[apdu->error].text);
	return n < 0 ? 0 : (size_t)n;
}

size_t apdu_write(const struct apdu_parts *parts, uint8_t *out)
{
	size_t n = 0;
	int extended = parts->extended || parts->nc > 255 || parts->ne > 256;

	if (parts->nc > 65535 || parts->ne > 65536)
		return 0;
	out[n++] = parts->cla;
	out[n++] = parts->ins;
	out[n++] = parts->p1;
	out[n++] = parts->p2;
	if (parts->nc == 0 && parts->ne == 0)
		return n;
	if (extended)
		out[n++] = 0;
	if (parts->nc > 0) {
		if (extended)
			out[n++] = (uint8_t)(parts->nc >> 8);
		out[n++] = (uint8_t)parts->nc;
		memcpy(out + n, parts->data, parts->nc);
		n += parts->nc;
	}
	if (parts->ne > 0) {
		if (extended)
			out[n++] = (uint8_t)(parts->ne >> 8);
		out[n++] = (uint8_t)parts->ne; /* 256 and 65536 are encoded as 0 */
	}
	return n;
}
