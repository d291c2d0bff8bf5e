#include "atr/contactless_tables.h"

#include <stddef.h>

/* Table 2. 00 means that no standard is given; 04, 08 and 12 to 3F are reserved. */
static const char *const standards[] = {
	[0x01] = "ISO/IEC 14443 A, part 1",
	[0x02] = "ISO/IEC 14443 A, part 2",
	[0x03] = "ISO/IEC 14443 A, part 3",
	[0x05] = "ISO/IEC 14443 B, part 1",
	[0x06] = "ISO/IEC 14443 B, part 2",
	[0x07] = "ISO/IEC 14443 B, part 3",
	[0x09] = "ISO/IEC 15693, part 1",
	[0x0A] = "ISO/IEC 15693, part 2",
	[0x0B] = "ISO/IEC 15693, part 3",
	[0x0C] = "ISO/IEC 15693, part 4",
	[0x0D] = "contact card, ISO/IEC 7816-10, I2C",
	[0x0E] = "contact card, ISO/IEC 7816-10, extended I2C",
	[0x0F] = "contact card, ISO/IEC 7816-10, 2-wire bus",
	[0x10] = "contact card, ISO/IEC 7816-10, 3-wire bus",
	[0x11] = "FeliCa",
	[0x40] = "low frequency, below 135 kHz",
};

/* Table 3. 0000 means that no name is given; 0005 and all from 003E on are reserved. */
static const char *const cards[] = {
	[0x01] = "MIFARE Classic 1K",
	[0x02] = "MIFARE Classic 4K",
	[0x03] = "MIFARE Ultralight",
	[0x04] = "SLE55R_XXXX",
	[0x06] = "SR176",
	[0x07] = "SRI X4K",
	[0x08] = "AT88RF020",
	[0x09] = "AT88SC0204CRF",
	[0x0A] = "AT88SC0808CRF",
	[0x0B] = "AT88SC1616CRF",
	[0x0C] = "AT88SC3216CRF",
	[0x0D] = "AT88SC6416CRF",
	[0x0E] = "SRF55V10P",
	[0x0F] = "SRF55V02P",
	[0x10] = "SRF55V10S",
	[0x11] = "SRF55V02S",
	[0x12] = "TAG_IT (TI)",
	[0x13] = "LRI512",
	[0x14] = "ICODE SLI",
	[0x15] = "TEMPSENS",
	[0x16] = "I-CODE1",
	[0x17] = "PicoPass 2K",
	[0x18] = "PicoPass 2KS",
	[0x19] = "PicoPass 16K",
	[0x1A] = "PicoPass 16KS",
	[0x1B] = "PicoPass 16K (8x2)",
	[0x1C] = "PicoPass 16KS (8x2)",
	[0x1D] = "PicoPass 32KS (16+16)",
	[0x1E] = "PicoPass 32KS (16+8x2)",
	[0x1F] = "PicoPass 32KS (8x2+16)",
	[0x20] = "PicoPass 32KS (8x2+8x2)",
	[0x21] = "LRI64",
	[0x22] = "I-CODE UID",
	[0x23] = "I-CODE EPC",
	[0x24] = "LRI12",
	[0x25] = "LRI128",
	[0x26] = "MIFARE Mini",
	[0x27] = "my-d move (SLE 66R01P)",
	[0x28] = "my-d NFC (SLE 66RxxP)",
	[0x29] = "my-d proximity 2 (SLE 66RxxS)",
	[0x2A] = "my-d proximity enhanced (SLE 55RxxE)",
	[0x2B] = "my-d light (SRF 55V01P)",
	[0x2C] = "PJM Stack Tag (SRF 66V10ST)",
	[0x2D] = "PJM Item Tag (SRF 66V10IT)",
	[0x2E] = "PJM Light (SRF 66V01ST)",
	[0x2F] = "Jewel Tag",
	[0x30] = "Topaz NFC Tag",
	[0x31] = "AT88SC0104CRF",
	[0x32] = "AT88SC0404CRF",
	[0x33] = "AT88RF01C",
	[0x34] = "AT88RF04C",
	[0x35] = "i-Code SL2",
	[0x36] = "MIFARE Plus SL1 2K",
	[0x37] = "MIFARE Plus SL1 4K",
	[0x38] = "MIFARE Plus SL2 2K",
	[0x39] = "MIFARE Plus SL2 4K",
	[0x3A] = "MIFARE Ultralight C",
	[0x3B] = "FeliCa",
	[0x3C] = "Melexis Sensor Tag (MLX90129)",
	[0x3D] = "MIFARE Ultralight EV1",
};

/* Codes sent by actual readers outside the tables. The first match counts. */
static const struct contactless_vendor vendors[] = {
	{0x03, 0x00FF, 0x00FF, "Sony smart tag or ACTV ticket", "seen on cards"},
	{0x03, 0xF004, 0xF004, "Topaz or Jewel (NFC Forum type 1)", "ACS"},
	{0x03, 0xF011, 0xF011, "FeliCa 212K", "ACS"},
	{0x03, 0xF012, 0xF012, "FeliCa 424K", "ACS"},
	{0x03, 0xFF28, 0xFF28, "JCOP 30", "ACS"},
	{0x03, 0xFF88, 0xFF88, "Infineon SLE 66R35 (MIFARE 1K)", "ACS"},
	{CONTACTLESS_ANY, 0xFFA0, 0xFFA0, "generic ISO/IEC 14443 A card", "SpringCard"},
	{CONTACTLESS_ANY, 0xFFA1, 0xFFA1, "Kovio", "SpringCard"},
	{CONTACTLESS_ANY, 0xFFB0, 0xFFB0, "generic ISO/IEC 14443 B card", "SpringCard"},
	{CONTACTLESS_ANY, 0xFFB1, 0xFFB7, "ASK CTS or early ST SR", "SpringCard"},
	{0x03, 0xFF00, 0xFFFF, "unknown type A card; NN's low byte is its SAK", "ACS"},
};

const char *contactless_standard_name(uint8_t standard)
{
	return standard < sizeof standards / sizeof standards[0] ? standards[standard] : NULL;
}

const char *contactless_card_name(uint16_t card)
{
	return card < sizeof cards / sizeof cards[0] ? cards[card] : NULL;
}

const struct contactless_vendor *contactless_vendor(uint8_t standard, uint16_t card)
{
	for (size_t i = 0; i < sizeof vendors / sizeof vendors[0]; i++) {
		const struct contactless_vendor *row = &vendors[i];

		if ((row->standard == standard || row->standard == CONTACTLESS_ANY) &&
		    row->first <= card && card <= row->last)
			return row;
	}
	return NULL;
}
