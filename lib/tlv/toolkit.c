#include "tlv/toolkit.h"

#include "tlv/tlv_text.h"

/* TS 102 223, 9.4 */
static const struct {
	uint8_t type;
	const char *name;
} commands[] = {
	{0x01, "REFRESH"},
	{0x02, "MORE TIME"},
	{0x03, "POLL INTERVAL"},
	{0x04, "POLLING OFF"},
	{0x05, "SET UP EVENT LIST"},
	{0x10, "SET UP CALL"},
	{0x11, "SEND SS"},
	{0x12, "SEND USSD"},
	{0x13, "SEND SHORT MESSAGE"},
	{0x14, "SEND DTMF"},
	{0x15, "LAUNCH BROWSER"},
	{0x20, "PLAY TONE"},
	{0x21, "DISPLAY TEXT"},
	{0x22, "GET INKEY"},
	{0x23, "GET INPUT"},
	{0x24, "SELECT ITEM"},
	{0x25, "SET UP MENU"},
	{0x26, "PROVIDE LOCAL INFORMATION"},
	{0x27, "TIMER MANAGEMENT"},
	{0x28, "SET UP IDLE MODE TEXT"},
	{0x30, "PERFORM CARD APDU"},
	{0x31, "POWER ON CARD"},
	{0x32, "POWER OFF CARD"},
	{0x33, "GET READER STATUS"},
	{0x34, "RUN AT COMMAND"},
	{0x35, "LANGUAGE NOTIFICATION"},
	{0x40, "OPEN CHANNEL"},
	{0x41, "CLOSE CHANNEL"},
	{0x42, "RECEIVE DATA"},
	{0x43, "SEND DATA"},
	{0x44, "GET CHANNEL STATUS"},
};

const char *toolkit_command_name(uint8_t type)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (commands[i].type == type)
			return commands[i].name;
	return NULL;
}

/* TS 102 223, 8.7 */
static const char *device(uint8_t code)
{
	if (code >= 0x10 && code <= 0x17)
		return "additional card reader";
	if (code >= 0x21 && code <= 0x27)
		return "channel";
	switch (code) {
	case 0x01:
		return "keypad";
	case 0x02:
		return "display";
	case 0x03:
		return "earpiece";
	case 0x81:
		return "card";
	case 0x82:
		return "terminal";
	case 0x83:
		return "network";
	default:
		return "reserved";
	}
}

/* 8.15: a data coding scheme of TS 23.038. 7 bits a character are not unpacked here. */
static void say_text(struct words *words, const uint8_t *value, size_t length)
{
	if (length == 0)
		return;
	switch (value[0] & 0x0C) {
	case 0x00:
		words_put(words, "7 bits a character");
		break;
	case 0x04:
		tlv_put_text(words, value + 1, length - 1);
		break;
	case 0x08:
		words_put(words, "UCS2");
		break;
	default:
		break;
	}
}

void toolkit_text(struct words *words, enum tlv_value kind, const uint8_t *value, size_t length)
{
	if (kind == VALUE_TOOLKIT_TEXT) {
		say_text(words, value, length);
	} else if (kind == VALUE_DEVICES && length == 2) {
		words_add(words, "%s to %s", device(value[0]), device(value[1]));
	} else if (kind == VALUE_COMMAND_DETAILS && length == 3) {
		const char *name = toolkit_command_name(value[1]);

		words_add(words, "number %u, %s, qualifier %02X", value[0],
		          name != NULL ? name : "unknown type", value[2]);
	}
}
