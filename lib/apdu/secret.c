#include "apdu/secret.h"

#include "apdu/apdu.h"

bool secret_is_instruction(uint8_t ins)
{
	uint8_t even = ins & 0xFE; /* the odd ones have the same data in BER-TLV */

	return even == 0x20 || even == 0x24 || even == 0x2C;
}

struct secret secret_find(const uint8_t *command, size_t length)
{
	struct apdu apdu = apdu_read(command, length);

	if (apdu.fault == APDU_SHORT_HEADER || !secret_is_instruction(apdu.ins))
		return (struct secret){0, 0};
	if (apdu.kind == APDU_INVALID)
		return (struct secret){4, length - 4};
	return (struct secret){apdu.data_at, apdu.nc};
}

void secret_hex(struct text *text, const uint8_t *command, size_t length, char blank)
{
	struct secret secret = secret_find(command, length);

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && blank != '\0')
			text_add(text, &blank, 1);
		if (i >= secret.at && i - secret.at < secret.length)
			text_puts(text, "**");
		else
			text_hex(text, command + i, 1, '\0');
	}
}
