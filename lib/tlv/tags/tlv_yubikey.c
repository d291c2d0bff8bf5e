#include "tlv/tlv_table.h"

/* The device information of a YubiKey's management and OTP applications, as yubikit's management.py
 * reads it. One byte lists the applications up to firmware 4, two from 5 on. */
static const struct tlv_bits applications[] = {
	{TLV_FROM_END, 0x01, 0x01, "OTP"},       {TLV_FROM_END, 0x02, 0x02, "U2F"},
	{TLV_FROM_END, 0x08, 0x08, "OpenPGP"},   {TLV_FROM_END, 0x10, 0x10, "PIV"},
	{TLV_FROM_END, 0x20, 0x20, "OATH"},      {TLV_FROM_END + 1, 0x01, 0x01, "YubiHSM Auth"},
	{TLV_FROM_END + 1, 0x02, 0x02, "FIDO2"}, {0},
};

static const struct tlv_bits forms[] = {
	{0, 0x0F, 0x01, "USB-A keychain"},
	{0, 0x0F, 0x02, "USB-A nano"},
	{0, 0x0F, 0x03, "USB-C keychain"},
	{0, 0x0F, 0x04, "USB-C nano"},
	{0, 0x0F, 0x05, "USB-C and Lightning"},
	{0, 0x0F, 0x06, "USB-A with fingerprint sensor"},
	{0, 0x0F, 0x07, "USB-C with fingerprint sensor"},
	{0, 0x40, 0x40, "Security Key"},
	{0, 0x80, 0x80, "FIPS"},
	{0},
};

static const struct tlv_bits flags[] = {
	{0, 0x40, 0x40, "remote wakeup"},
	{0, 0x80, 0x80, "eject on touch"},
	{0},
};

static const struct tlv_bits answers[] = {{0, 0xFF, 0x00, "no"}, {0, 0x00, 0x00, "yes"}, {0}};

static const struct tlv_row rows[] = {
	{0x01, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_BITS, "supported over USB", applications},
	{0x02, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_NUMBER, "serial number"},
	{0x03, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_BITS, "enabled over USB", applications},
	{0x04, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_BITS, "form factor", forms},
	{0x05, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_VERSION, "firmware version"},
	{0x06, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_NUMBER, "timeout of automatic ejection"},
	{0x07, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_NUMBER, "timeout of challenges"},
	{0x08, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_BITS, "flags", flags},
	{0x09, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_OPAQUE, "versions of applications"},
	{0x0A, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_CODE, "locked by a code", answers},
	{0x0D, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_BITS, "supported over NFC", applications},
	{0x0E, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_BITS, "enabled over NFC", applications},
	{0x0F, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_OPAQUE, "iAP detection"},
	{0x10, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_NUMBER, "next page"},
	{0x11, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_OPAQUE, "free form"},
	{0x12, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_NUMBER, "HID initialization delay"},
	{0x13, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_TEXT, "part number"},
	{0x14, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_OPAQUE, "FIPS capable"},
	{0x15, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_OPAQUE, "FIPS approved"},
	{0x16, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_CODE, "PIN complexity required", answers},
	{0x17, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_CODE, "NFC restricted", answers},
	{0x18, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_BITS, "reset blocked", applications},
	{0x19, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_OPAQUE, "version qualifier"},
	{0x20, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_VERSION, "fingerprint sensor version"},
	{0x21, TLV_IN_YUBIKEY, FAMILY_YUBIKEY, VALUE_VERSION, "secure element version"},
};

const struct tlv_table tlv_yubikey = {rows, sizeof rows / sizeof *rows};
