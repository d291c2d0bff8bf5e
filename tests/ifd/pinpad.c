#include "pinpad.h"

#include <string.h>

/* Offsets of the fields in PIN_VERIFY_STRUCTURE and PIN_MODIFY_STRUCTURE. */
static const struct form {
	size_t format, digits, data_length, data;
	size_t places; /* of bInsertionOffsetOld and New; 0: absent */
	size_t pins;
} forms[] = {
	{.format = 2, .digits = 5, .data_length = 15, .data = 19, .places = 0, .pins = 1},
	{.format = 2, .digits = 7, .data_length = 20, .data = 24, .places = 5, .pins = 2},
};

enum {
	FORMAT_BYTES = 0x80, /* bmFormatString: positions are in bytes */
	FORMAT_ASCII = 0x02,
	COMMAND_HEADER = 5, /* CLA INS P1 P2 Lc: positions count from the data */
	COMMAND_MAX = 260,
};

static size_t little_endian(const uint8_t *bytes, size_t count)
{
	size_t number = 0;

	while (count-- > 0)
		number = number << 8 | bytes[count];
	return number;
}

static RESPONSECODE give_sw(uint8_t sw1, uint8_t sw2, uint8_t *out, DWORD *length)
{
	return ifd_give((uint8_t[]){sw1, sw2}, 2, out, length);
}

/* Writes the PINs into the command; returns false if they do not fit at their positions. */
static bool put_pins(const struct form *form, const uint8_t *in, char typed[2][IFD_PIN_MAX + 1],
                     uint8_t *command, size_t length)
{
	const size_t position = in[form->format] >> 3 & 0x0F;

	for (size_t i = 0; i < form->pins; i++) {
		size_t at =
			COMMAND_HEADER + position + (form->places > 0 ? in[form->places + i] : 0);

		if (at + strlen(typed[i]) > length)
			return false;
		memcpy(command + at, typed[i], strlen(typed[i]));
	}
	return true;
}

RESPONSECODE ifd_pinpad(const struct ifd_reader *reader, struct ifd_slot *slot, bool modify,
                        const uint8_t *in, size_t in_length, uint8_t *out, DWORD *length)
{
	const struct form *form = &forms[modify];
	char typed[2][IFD_PIN_MAX + 1];
	uint8_t command[COMMAND_MAX];

	if (in_length < form->data + COMMAND_HEADER ||
	    little_endian(in + form->data_length, 4) != in_length - form->data ||
	    in_length - form->data > COMMAND_MAX)
		return IFD_COMMUNICATION_ERROR;
	if ((in[form->format] & 0x87) != (FORMAT_BYTES | FORMAT_ASCII))
		return IFD_NOT_SUPPORTED;
	memcpy(typed, reader->config.typed, sizeof typed);
	/* wPINMaxExtraDigit: 0xXXYY, the minimum and maximum number of digits. */
	for (size_t i = 0; i < form->pins; i++) {
		if (typed[i][0] == '\0')
			return give_sw(0x64, 0x01, out, length);
		if (strlen(typed[i]) < in[form->digits + 1] || strlen(typed[i]) > in[form->digits])
			return give_sw(0x64, 0x03, out, length);
	}
	memcpy(command, in + form->data, in_length - form->data);
	if (!put_pins(form, in, typed, command, in_length - form->data))
		return IFD_COMMUNICATION_ERROR;
	return ifd_card_transmit(reader, slot, command, in_length - form->data, out, length);
}
