#include "reader/ccid.h"

#include "atr/meanings.h"

enum { FD = 372 }; /* ISO/IEC 7816-3:2006, 8.1: cycles per etu after activation */

static const struct ccid_bit volts[] = {
	{CCID_VOLTS_5, "5.0 V"},
	{CCID_VOLTS_3, "3.0 V"},
	{CCID_VOLTS_1_8, "1.8 V"},
	{0},
};

static const struct ccid_bit protocols[] = {{0x1, "T=0"}, {0x2, "T=1"}, {0}};

static const struct ccid_bit synchronous[] = {
	{0x1, "2-wire"},
	{0x2, "3-wire"},
	{0x4, "I2C"},
	{0},
};

static const struct ccid_bit mechanical[] = {
	{0x1, "card accept mechanism"},
	{0x2, "card ejection mechanism"},
	{0x4, "card capture mechanism"},
	{0x8, "card lock/unlock mechanism"},
	{0},
};

/* 00000800 is defined by ICCD, the others by CCID. */
static const struct ccid_bit features[] = {
	{CCID_AUTO_CONFIGURATION, "automatic parameter configuration from the ATR"},
	{0x00000004, "automatic activation on insertion"},
	{CCID_AUTO_VOLTAGE, "automatic voltage selection"},
	{0x00000010, "automatic clock frequency change"},
	{0x00000020, "automatic baud rate change"},
	{CCID_AUTO_NEGOTIATION, "automatic parameter negotiation, by the reader's own algorithm"},
	{CCID_AUTO_PPS, "automatic PPS"},
	{0x00000100, "clock stop mode"},
	{0x00000200, "NAD other than 00 accepted (T=1)"},
	{0x00000400, "automatic IFSD exchange (T=1)"},
	{CCID_USB_ICC, "USB-ICC: accepts only requests valid for a token"},
	{CCID_LEVEL_TPDU, "TPDU level exchange"},
	{CCID_LEVEL_SHORT, "short APDU level exchange"},
	{CCID_LEVEL_EXTENDED, "short and extended APDU level exchange"},
	{CCID_WAKE_UP, "USB wake-up on card insertion and removal"},
	{0},
};

static const struct ccid_bit pin[] = {
	{CCID_PIN_VERIFY, "PIN verification"},
	{CCID_PIN_MODIFY, "PIN modification"},
	{0},
};

const struct ccid_field ccid_fields[CCID_FIELD_COUNT] = {
	[CCID_BLENGTH] = {"bLength", 0, 1, CCID_NUMBER, "length", " bytes"},
	[CCID_DESCRIPTOR_TYPE] = {"bDescriptorType", 1, 1, CCID_CODE, "descriptor type", ""},
	[CCID_VERSION] = {"bcdCCID", 2, 2, CCID_BCD, "CCID version", ""},
	[CCID_MAX_SLOT_INDEX] = {"bMaxSlotIndex", 4, 1, CCID_NUMBER, "highest slot", ""},
	[CCID_VOLTAGE_SUPPORT] = {"bVoltageSupport", 5, 1, CCID_BITS, "voltages", "", volts},
	[CCID_PROTOCOLS] = {"dwProtocols", 6, 4, CCID_BITS, "protocols", "", protocols},
	[CCID_DEFAULT_CLOCK] = {"dwDefaultClock", 10, 4, CCID_NUMBER, "default clock", " kHz"},
	[CCID_MAXIMUM_CLOCK] = {"dwMaximumClock", 14, 4, CCID_NUMBER, "maximum clock", " kHz"},
	[CCID_NUM_CLOCKS] = {"bNumClockSupported", 18, 1, CCID_NUMBER, "clocks supported", ""},
	[CCID_DATA_RATE] = {"dwDataRate", 19, 4, CCID_NUMBER, "default data rate", " bit/s"},
	[CCID_MAX_DATA_RATE] = {"dwMaxDataRate", 23, 4, CCID_NUMBER, "maximum data rate", " bit/s"},
	[CCID_NUM_DATA_RATES] = {"bNumDataRatesSupported", 27, 1, CCID_NUMBER,
                                 "data rates supported", ""},
	[CCID_MAX_IFSD] = {"dwMaxIFSD", 28, 4, CCID_NUMBER, "maximum IFSD", " bytes"},
	[CCID_SYNCH_PROTOCOLS] = {"dwSynchProtocols", 32, 4, CCID_BITS, "synchronous protocols", "",
                                  synchronous},
	[CCID_MECHANICAL] = {"dwMechanical", 36, 4, CCID_BITS, "mechanics", "", mechanical},
	[CCID_FEATURES] = {"dwFeatures", 40, 4, CCID_BITS, "features", "", features},
	[CCID_MAX_MESSAGE] = {"dwMaxCCIDMessageLength", 44, 4, CCID_NUMBER, "longest message",
                              " bytes"},
	[CCID_CLASS_GET_RESPONSE] = {"bClassGetResponse", 48, 1, CCID_CLASS,
                                     "CLA of its GET RESPONSE", ""},
	[CCID_CLASS_ENVELOPE] = {"bClassEnvelope", 49, 1, CCID_CLASS, "CLA of its ENVELOPE", ""},
	[CCID_LCD_LAYOUT] = {"wLcdLayout", 50, 2, CCID_LCD, "display", ""},
	[CCID_PIN_SUPPORT] = {"bPINSupport", 52, 1, CCID_BITS, "PIN pad", "", pin},
	[CCID_MAX_BUSY_SLOTS] = {"bMaxCCIDBusySlots", 53, 1, CCID_NUMBER, "slots busy at once", ""},
};

bool ccid_has(const struct ccid *ccid, enum ccid_field_id field)
{
	return (size_t)ccid_fields[field].offset + ccid_fields[field].size <= ccid->length;
}

void ccid_read(struct ccid *ccid, const uint8_t *bytes, size_t length)
{
	*ccid = (struct ccid){.length = length < CCID_LENGTH ? length : CCID_LENGTH};
	for (unsigned i = 0; i < CCID_FIELD_COUNT && ccid_has(ccid, i); i++)
		for (unsigned n = ccid_fields[i].size; n > 0; n--)
			ccid->value[i] =
				ccid->value[i] << 8 | bytes[ccid_fields[i].offset + n - 1u];
}

enum ccid_level ccid_level(const struct ccid *ccid)
{
	if (!ccid_has(ccid, CCID_FEATURES))
		return CCID_EXCHANGE_UNKNOWN;
	switch (ccid->value[CCID_FEATURES] & CCID_LEVELS) {
	case 0:
		return CCID_EXCHANGE_CHARACTER;
	case CCID_LEVEL_TPDU:
		return CCID_EXCHANGE_TPDU;
	case CCID_LEVEL_SHORT:
		return CCID_EXCHANGE_SHORT;
	case CCID_LEVEL_EXTENDED:
		return CCID_EXCHANGE_EXTENDED;
	default:
		return CCID_EXCHANGE_UNKNOWN;
	}
}

const char *ccid_level_name(enum ccid_level level)
{
	static const char *const names[] = {
		[CCID_EXCHANGE_CHARACTER] = "character",
		[CCID_EXCHANGE_TPDU] = "TPDU",
		[CCID_EXCHANGE_SHORT] = "short APDU",
		[CCID_EXCHANGE_EXTENDED] = "short and extended APDU",
	};

	return names[level];
}

uint32_t ccid_max_apdu(const struct ccid *ccid)
{
	uint32_t message = ccid->value[CCID_MAX_MESSAGE];

	return message > CCID_HEADER ? message - CCID_HEADER : 0;
}

uint32_t ccid_ta1_rate(const struct ccid *ccid, unsigned ta1)
{
	const struct atr_value *fi = atr_field_row(ATR_FIELD_FI, ta1 >> 4 & 15);
	uint64_t clock = ccid->value[CCID_DEFAULT_CLOCK] * UINT64_C(1000);
	uint64_t di = atr_field_number(ATR_FIELD_DI, ta1 & 15);

	if (fi == NULL || di == 0 || clock > fi->f_max_hz)
		return 0;
	uint64_t rate = clock * di / fi->number;
	/* Every reader supports the rate of activation, although many round dwMaxDataRate to a
	 * lower value. */
	return rate <= ccid->value[CCID_MAX_DATA_RATE] || rate <= clock / FD ? (uint32_t)rate : 0;
}

static void put_bits(struct words *words, const struct ccid_bit *bits, uint32_t value)
{
	const char *between = "";

	if (value == 0)
		words_put(words, "none");
	for (; bits->mask != 0; bits++) {
		if ((value & bits->mask) == 0)
			continue;
		words_add(words, "%s%s", between, bits->text);
		value &= ~bits->mask;
		between = ", ";
	}
	if (value != 0)
		words_add(words, "%sreserved bits %08X", between, value);
}

static void put_version(struct words *words, uint32_t version)
{
	unsigned major = version >> 8;

	words_add(words, "%u.%02X", (major >> 4) * 10 + (major & 15), version & 0xFF);
}

void ccid_field_text(struct words *words, const struct ccid *ccid, enum ccid_field_id id)
{
	const struct ccid_field *field = &ccid_fields[id];
	uint32_t value = ccid->value[id];

	switch (field->kind) {
	case CCID_NUMBER:
		words_add(words, "%u%s", value, field->unit);
		break;
	case CCID_BCD:
		put_version(words, value);
		break;
	case CCID_BITS:
		put_bits(words, field->bits, value);
		break;
	case CCID_LCD:
		if (value == 0)
			words_put(words, "none");
		else
			words_add(words, "%u lines of %u characters", value >> 8, value & 0xFF);
		break;
	case CCID_CLASS:
		words_add(words, value == 0xFF ? "that of the command" : "%02X", value);
		break;
	case CCID_CODE:
		words_add(words, "%02X", value);
		break;
	}
}
