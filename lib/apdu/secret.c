#include "apdu/secret.h"

#include "apdu/apdu.h"
#include "apdu/chain.h"
#include "base/little_endian.h"

enum {
	HEADER = 4,
	DEPTH_MAX = 3,        /* commands inside commands */
	INNER_CLA_END = 0xC0, /* ENVELOPE's own objects: D0 and up (TS 102 221, 11.2.2) */
};

/* The result of a search in a command. */
struct found {
	const struct secret_row *row; /* NULL: no row matches */
	const uint8_t *header;        /* of the command that matches, not of one that carries it */
	struct secret secret;
};

bool secret_has(struct secret secret, size_t at)
{
	return at >= secret.at && at - secret.at < secret.length;
}

bool secret_hides_lengths(struct secret secret)
{
	return secret_has(secret, HEADER);
}

static bool byte_fits(uint8_t mask, uint8_t value, const uint8_t *bytes, size_t length, size_t at)
{
	return at >= length || (bytes[at] & mask) == value;
}

/* Compares the header with a row; missing bytes match anything. BER-TLV objects instead of data
 * groupings go on in the next block, which may begin with any byte. */
static bool header_fits(const struct secret_row *row, const uint8_t *bytes, size_t length)
{
	if (row->groupings && length > 2 && chain_has_objects(bytes[2]))
		return false;
	return byte_fits(row->cla_mask, row->cla, bytes, length, 0) &&
		byte_fits(row->ins_mask, row->ins, bytes, length, 1) &&
		byte_fits(row->p1_mask, row->p1, bytes, length, 2) &&
		byte_fits(row->p2_mask, row->p2, bytes, length, 3);
}

/* Compares the beginning of the data, as far as there are data. */
static bool prefix_fits(const struct secret_row *row, const uint8_t *data, size_t length)
{
	for (size_t i = 0; i < row->prefix_length && i < length; i++)
		if (((row->prefix[i] ^ data[i]) & ~(row->prefix[i] >> 8) & 0xFF) != 0)
			return false;
	return true;
}

/* Returns where the data grouping after the one at this offset begins: EMV Card Personalization
 * Specification 1.1, 2.3: an identifier of two bytes, and a length of one or of FF and two. */
static size_t next_grouping(const uint8_t *data, size_t length, size_t at)
{
	size_t left = length - at, header = left > 2 && data[at + 2] == 0xFF ? 5 : 3, size;

	if (left < header)
		return length;
	size = header == 3 ? data[at + 2] : (size_t)(data[at + 3] << 8 | data[at + 4]);
	return size < left - header ? at + header + size : length;
}

/* Compares the data of a command, or what follows its header if their beginning is not known. */
static bool begins(const struct secret_row *row, const uint8_t *data, size_t length)
{
	if (prefix_fits(row, data, length))
		return true;
	if (!row->groupings)
		return false;
	for (size_t at = next_grouping(data, length, 0); at < length;
	     at = next_grouping(data, length, at))
		if (prefix_fits(row, data + at, length - at))
			return true;
	return false;
}

/* Offsets where data may begin if the lengths of a command do not match: Lc missing, short,
 * extended. */
static const size_t places[] = {HEADER, HEADER + 1, HEADER + 3};
enum { PLACES = sizeof places / sizeof *places };

static bool has_data(const struct apdu *apdu)
{
	return apdu->kind != APDU_INVALID && apdu->nc > 0;
}

/* Compares the data with a row. If the lengths do not match, nothing is certain, so rows that
 * exempt a command do not apply. */
static bool data_fits(const struct secret_row *row, const uint8_t *command, size_t length,
                      const struct apdu *apdu)
{
	if (has_data(apdu)) {
		const uint8_t *data = command + apdu->data_at;

		if (row->kind == SECRET_NONE && apdu->nc < row->prefix_length)
			return false;
		return begins(row, data, apdu->nc) && (row->nc == 0 || row->nc == apdu->nc);
	}
	if (row->kind == SECRET_NONE)
		return false;
	if (row->prefix_length == 0)
		return true;
	/* Nothing is secret in the prefix alone, which may be an Le. */
	for (size_t i = 0; i < PLACES; i++)
		if (length > places[i] + row->prefix_length &&
		    begins(row, command + places[i], length - places[i]))
			return true;
	return false;
}

static const struct secret_row *row_of(const uint8_t *command, size_t length,
                                       const struct apdu *apdu)
{
	size_t count;
	const struct secret_row *rows = secret_rows(&count);

	for (size_t i = 0; i < count; i++)
		if (header_fits(&rows[i], command, length) &&
		    data_fits(&rows[i], command, length, apdu))
			return &rows[i];
	return NULL;
}

static bool is_zero(const uint8_t *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

/* Returns all data. Any bytes after them, in place of Le or Lc, are included unless they are 00:
 * with an incorrect or missing Lc they may be digits of a PIN. */
static struct secret all_data(const uint8_t *command, size_t length, const struct apdu *apdu)
{
	size_t end = has_data(apdu) ? apdu->data_at + apdu->nc : (size_t)HEADER;
	size_t at = has_data(apdu) ? apdu->data_at : (size_t)HEADER;

	if (apdu->kind == APDU_INVALID || !is_zero(command + end, length - end))
		end = length;
	return (struct secret){at, end - at};
}

static struct found find(const uint8_t *command, size_t length, unsigned depth);

/* Searches the command carried in data that may begin at this offset. */
static struct found find_inner(const struct secret_row *row, const uint8_t *command, size_t length,
                               size_t data_at, unsigned depth)
{
	size_t at = data_at + row->inner;
	struct found none = {.row = NULL};

	if (length < at + HEADER || command[at] >= INNER_CLA_END)
		return none;
	struct found found = find(command + at, length - at, depth + 1);
	found.secret.at += at;
	return found;
}

/* Searches a carried command. If the lengths of the outer command do not match and a secret is
 * found, everything after the header is secret. An Le other than 00 may be the last byte of the
 * carried command. */
static struct found find_carried(const struct secret_row *row, const uint8_t *command,
                                 size_t length, const struct apdu *apdu, unsigned depth)
{
	struct found found = {.row = NULL};

	if (has_data(apdu)) {
		size_t end = apdu->data_at + apdu->nc;

		found = find_inner(row, command, end, apdu->data_at, depth);
		if (found.secret.length > 0 && !is_zero(command + end, length - end))
			found.secret.length = length - found.secret.at;
		return found;
	}
	for (size_t i = 0; i < PLACES && found.secret.length == 0; i++)
		found = find_inner(row, command, length, places[i], depth);
	if (found.secret.length > 0)
		found.secret = (struct secret){HEADER, length - HEADER};
	return found;
}

static struct found find(const uint8_t *command, size_t length, unsigned depth)
{
	struct apdu apdu = apdu_read(command, length);
	struct found found = {.header = command};

	if (length < HEADER || depth == DEPTH_MAX)
		return found;
	found.row = row_of(command, length, &apdu);
	if (found.row == NULL || found.row->kind == SECRET_NONE)
		return found;
	if (found.row->kind == SECRET_CARRIES)
		return find_carried(found.row, command, length, &apdu, depth);
	found.secret = all_data(command, length, &apdu);
	return found;
}

/* Returns whether the bytes are a valid command with data. */
static bool ends_well(const uint8_t *bytes, size_t length)
{
	struct apdu apdu = apdu_read(bytes, length);

	return has_data(&apdu);
}

/* PC/SC part 10, 2.5.2 and 2.5.3: PIN_VERIFY and PIN_MODIFY, whose ulDataLength is the length of
 * the template after it; CCID 1.1, 6.1.11: PC_to_RDR_Secure. */
static bool is_template(const uint8_t *bytes, size_t length)
{
	static const size_t lengths_at[] = {15, 20};

	for (size_t i = 0; i < sizeof lengths_at / sizeof *lengths_at; i++)
		if (length > lengths_at[i] + 4 &&
		    le32(bytes + lengths_at[i]) == length - lengths_at[i] - 4)
			return true;
	return length > 0 && bytes[0] == 0x69;
}

/* CCID 1.1, 6.1.4 and 6.1.8: in PC_to_RDR_XfrBlock and PC_to_RDR_Escape ten bytes precede the data;
 * at TPDU level with T=1 three more, NAD, PCB and LEN. */
static struct found find_in_message(const uint8_t *bytes, size_t length)
{
	static const size_t starts[] = {10, 13};
	struct found found = {.row = NULL};

	if (length == 0 || (bytes[0] != 0x6F && bytes[0] != 0x6B))
		return found;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		if (length <= starts[i])
			break;
		found = find(bytes + starts[i], length - starts[i], 0);
		found.secret.at += starts[i];
		if (found.secret.length > 0)
			break;
	}
	return found;
}

/* Vendors' escape commands have some bytes of their own before the command. */
static struct found find_in_escape(const uint8_t *bytes, size_t length)
{
	enum { BEFORE_MAX = 32 };

	for (size_t at = 1; at < BEFORE_MAX && at + HEADER < length; at++) {
		if (!ends_well(bytes + at, length - at))
			continue;
		struct found found = find(bytes + at, length - at, 0);
		found.secret.at += at;
		if (found.secret.length > 0)
			return found;
	}
	return (struct found){.row = NULL};
}

static struct found find_control(const uint8_t *bytes, size_t length)
{
	struct found found = find_in_message(bytes, length);

	if (found.secret.length == 0 && !is_template(bytes, length))
		found = find(bytes, length, 0);
	if (found.secret.length == 0 && !is_template(bytes, length))
		found = find_in_escape(bytes, length);
	return found;
}

struct secret secret_find(const uint8_t *command, size_t length)
{
	return find(command, length, 0).secret;
}

struct secret secret_find_control(const uint8_t *bytes, size_t length)
{
	return find_control(bytes, length).secret;
}

static bool reference_of(struct found found, const uint8_t *bytes,
                         struct secret_reference *reference)
{
	if (found.row == NULL || found.row->reference == 0)
		return false;
	*reference = (struct secret_reference){found.header[found.row->reference],
	                                       found.header != bytes};
	return true;
}

bool secret_reference(const uint8_t *command, size_t length, struct secret_reference *reference)
{
	return reference_of(find(command, length, 0), command, reference);
}

bool secret_reference_control(const uint8_t *bytes, size_t length,
                              struct secret_reference *reference)
{
	return reference_of(find_control(bytes, length), bytes, reference);
}

/* Returns true if data may begin at this offset, according to the part of Lc that is known. */
static bool may_begin(size_t place, const uint8_t *start, size_t length)
{
	bool known = length > HEADER, extended = known && start[HEADER] == 0;

	return place == HEADER || !known || extended == (place == HEADER + 3);
}

static bool may_fit(const struct secret_row *row, const uint8_t *start, size_t length)
{
	for (size_t i = 0; i < PLACES; i++) {
		size_t at = places[i];

		if (may_begin(at, start, length) &&
		    (at >= length || prefix_fits(row, start + at, length - at) || row->groupings))
			return true;
	}
	return false;
}

static bool may_carry(const struct secret_row *row, const uint8_t *start, size_t length)
{
	for (size_t i = 0; i < PLACES; i++) {
		size_t at = places[i] + row->inner;

		if (!may_begin(places[i], start, length))
			continue;
		if (length <= at)
			return true;
		if (start[at] < INNER_CLA_END && secret_may_follow(start + at, length - at))
			return true;
	}
	return false;
}

bool secret_may_follow(const uint8_t *start, size_t length)
{
	size_t count;
	const struct secret_row *rows = secret_rows(&count);

	for (size_t i = 0; i < count; i++) {
		if (rows[i].kind == SECRET_NONE || !header_fits(&rows[i], start, length) ||
		    !may_fit(&rows[i], start, length))
			continue;
		if (rows[i].kind != SECRET_CARRIES || may_carry(&rows[i], start, length))
			return true;
	}
	return false;
}

void secret_hex(struct text *text, const uint8_t *command, size_t length, char blank)
{
	struct secret secret = secret_find(command, length);

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && blank != '\0')
			text_add(text, &blank, 1);
		if (secret_has(secret, i))
			text_puts(text, "**");
		else
			text_hex(text, command + i, 1, '\0');
	}
}
