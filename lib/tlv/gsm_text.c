#include "tlv/gsm_text.h"

enum { TEXT_MOST = 160, UTF8_MOST = 330, ESCAPE = 0x1B, SEPTET = 7 };

/* TS 23.038, 6.2.1, as code points; many are the same as in ASCII. */
static const uint16_t alphabet[128] = {
	'@',    0xA3,   '$',    0xA5,   0xE8,   0xE9,   0xF9, 0xEC,   0xF2,   0xC7,   '\n',
	0xD8,   0xF8,   '\r',   0xC5,   0xE5,   0x0394, '_',  0x03A6, 0x0393, 0x039B, 0x03A9,
	0x03A0, 0x03A8, 0x03A3, 0x0398, 0x039E, ESCAPE, 0xC6, 0xE6,   0xDF,   0xC9,   ' ',
	'!',    '"',    '#',    0xA4,   '%',    '&',    '\'', '(',    ')',    '*',    '+',
	',',    '-',    '.',    '/',    '0',    '1',    '2',  '3',    '4',    '5',    '6',
	'7',    '8',    '9',    ':',    ';',    '<',    '=',  '>',    '?',    0xA1,   'A',
	'B',    'C',    'D',    'E',    'F',    'G',    'H',  'I',    'J',    'K',    'L',
	'M',    'N',    'O',    'P',    'Q',    'R',    'S',  'T',    'U',    'V',    'W',
	'X',    'Y',    'Z',    0xC4,   0xD6,   0xD1,   0xDC, 0xA7,   0xBF,   'a',    'b',
	'c',    'd',    'e',    'f',    'g',    'h',    'i',  'j',    'k',    'l',    'm',
	'n',    'o',    'p',    'q',    'r',    's',    't',  'u',    'v',    'w',    'x',
	'y',    'z',    0xE4,   0xF6,   0xF1,   0xFC,   0xE0,
};

/* 6.2.1.1: the characters after an escape character */
static const struct {
	uint8_t code;
	uint16_t point;
} extension[] = {
	{0x14, '^'}, {0x28, '{'}, {0x29, '}'}, {0x2F, '\\'},   {0x3C, '['},
	{0x3D, '~'}, {0x3E, ']'}, {0x40, '|'}, {0x65, 0x20AC},
};

/* A text that is being decoded. */
struct quote {
	struct words *words;
	unsigned characters;
	bool truncated;
	bool escaped; /* the previous character was an escape */
};

static void put_point(struct quote *quote, uint32_t point)
{
	char utf8[5] = {0};

	if (quote->characters >= TEXT_MOST || quote->words->length >= UTF8_MOST)
		quote->truncated = true;
	if (quote->truncated)
		return;
	quote->characters++;
	if (point < 0x20 || point == 0x7F || (point >= 0x80 && point < 0xA0)) {
		words_put(quote->words, point == '\n' ? "\\n" : point == '\r' ? "\\r" : "?");
		return;
	}
	if (point < 0x80) {
		utf8[0] = (char)point;
	} else if (point < 0x800) {
		utf8[0] = (char)(0xC0 | point >> 6);
		utf8[1] = (char)(0x80 | (point & 0x3F));
	} else if (point < 0x10000) {
		utf8[0] = (char)(0xE0 | point >> 12);
		utf8[1] = (char)(0x80 | (point >> 6 & 0x3F));
		utf8[2] = (char)(0x80 | (point & 0x3F));
	} else {
		utf8[0] = (char)(0xF0 | point >> 18);
		utf8[1] = (char)(0x80 | (point >> 12 & 0x3F));
		utf8[2] = (char)(0x80 | (point >> 6 & 0x3F));
		utf8[3] = (char)(0x80 | (point & 0x3F));
	}
	words_put(quote->words, utf8);
}

static void put_code(struct quote *quote, uint8_t code)
{
	if (quote->escaped) {
		quote->escaped = false;
		for (size_t i = 0; i < sizeof extension / sizeof *extension; i++)
			if (extension[i].code == code) {
				put_point(quote, extension[i].point);
				return;
			}
	}
	if (code == ESCAPE)
		quote->escaped = true;
	else
		put_point(quote, alphabet[code & 0x7F]);
}

static struct quote begin(struct words *words)
{
	words_put(words, "\"");
	return (struct quote){.words = words};
}

static void end(struct quote *quote)
{
	words_put(quote->words, quote->truncated ? "\" …" : "\"");
}

static size_t without_filling(const uint8_t *bytes, size_t length)
{
	while (length > 0 && bytes[length - 1] == 0xFF)
		length--;
	return length;
}

void gsm_text_unpacked(struct words *words, const uint8_t *bytes, size_t length)
{
	length = without_filling(bytes, length);
	for (size_t i = 0; i < length; i++)
		if (bytes[i] & 0x80)
			return;
	if (length == 0)
		return;
	struct quote quote = begin(words);
	for (size_t i = 0; i < length; i++)
		put_code(&quote, bytes[i]);
	end(&quote);
}

static uint8_t septet(const uint8_t *bytes, size_t length, size_t i)
{
	size_t bit = SEPTET * i, at = bit / 8, shift = bit % 8;
	unsigned two = bytes[at] | (at + 1 < length ? (unsigned)bytes[at + 1] << 8 : 0);

	return (uint8_t)(two >> shift & 0x7F);
}

/* 6.1.2.3.1: seven unused bits at the end are filled with 0 or with CR. */
void gsm_text_packed(struct words *words, const uint8_t *bytes, size_t length)
{
	size_t count = length * 8 / SEPTET;

	if (length > 0 && length % SEPTET == 0) {
		uint8_t last = septet(bytes, length, count - 1);

		count -= last == 0x00 || last == 0x0D;
	}
	gsm_text_septets(words, bytes, length, 0, count);
}

void gsm_text_septets(struct words *words, const uint8_t *bytes, size_t length, size_t first,
                      size_t count)
{
	if (count == 0)
		return;
	struct quote quote = begin(words);
	for (size_t i = first; i < first + count && SEPTET * (i + 1) <= 8 * length; i++)
		put_code(&quote, septet(bytes, length, i));
	end(&quote);
}

bool gsm_text_escapes(const uint8_t *bytes, size_t length, size_t first, size_t count)
{
	for (size_t i = first; i < first + count && SEPTET * (i + 1) <= 8 * length; i++)
		if (septet(bytes, length, i) == ESCAPE)
			return true;
	return false;
}

static unsigned unit_at(const uint8_t *bytes, size_t i)
{
	return (unsigned)(bytes[i] << 8 | bytes[i + 1]);
}

/* An alpha field may end with a single FF, half a character of padding. */
void gsm_text_ucs2(struct words *words, const uint8_t *bytes, size_t length)
{
	while (length >= 2 && unit_at(bytes, (length & ~(size_t)1) - 2) == 0xFFFF)
		length = (length & ~(size_t)1) - 2;
	if (length < 2)
		return;
	struct quote quote = begin(words);
	for (size_t i = 0; i + 2 <= length; i += 2) {
		uint32_t point = unit_at(bytes, i);

		if (point >> 10 == 0x36 && i + 4 <= length && unit_at(bytes, i + 2) >> 10 == 0x37) {
			point = 0x10000 + ((point & 0x3FF) << 10) + (unit_at(bytes, i + 2) & 0x3FF);
			i += 2;
		}
		put_point(&quote, point >> 11 == 0x1B ? 0xFFFD : point);
	}
	end(&quote);
}

/* TS 102 221, annex A: after 81 and 82, bytes with b8 set are an offset from a base. */
static void put_based(struct words *words, const uint8_t *bytes, size_t count, uint32_t base)
{
	struct quote quote = begin(words);

	for (size_t i = 0; i < count; i++)
		if (bytes[i] & 0x80)
			put_point(&quote, base + (bytes[i] & 0x7Fu));
		else
			put_code(&quote, bytes[i]);
	end(&quote);
}

void gsm_text_alpha(struct words *words, const uint8_t *bytes, size_t length)
{
	uint8_t coding = length > 0 ? bytes[0] : 0xFF;

	if (coding == 0x80)
		gsm_text_ucs2(words, bytes + 1, length - 1);
	else if (coding == 0x81 && length >= 3 && bytes[1] <= length - 3)
		put_based(words, bytes + 3, bytes[1], (uint32_t)bytes[2] << 7);
	else if (coding == 0x82 && length >= 4 && bytes[1] <= length - 4)
		put_based(words, bytes + 4, bytes[1], unit_at(bytes, 2));
	else if (coding < 0x80)
		gsm_text_unpacked(words, bytes, length);
}
