#include "tlv/toolkit.h"

#include "base/bytes.h"
#include "tlv/basic_value.h"
#include "tlv/gsm_text.h"
#include "tlv/tlv_text.h"

#include <string.h>

/* TS 102 223, 8.6: the meaning of a qualifier if (qualifier & mask) == bits. */
struct qualifier {
	uint8_t mask, bits;
	const char *text;
};

/* 9.4 */
struct toolkit_command {
	uint8_t type;
	const char *name;
	const struct qualifier
		*qualifiers; /* ends with a row without text; NULL: all are reserved */
};

#define QUALIFIERS (const struct qualifier[])

static const struct toolkit_command commands[] = {
	{0x01, "REFRESH",
         QUALIFIERS{{0xFF, 0x00, "NAA initialization and full file change notification"},
                    {0xFF, 0x01, "file change notification"},
                    {0xFF, 0x02, "NAA initialization and file change notification"},
                    {0xFF, 0x03, "NAA initialization"},
                    {0xFF, 0x04, "UICC reset"},
                    {0xFF, 0x05, "NAA application reset"},
                    {0xFF, 0x06, "NAA session reset"},
                    {0xFF, 0x07, "steering of roaming"},
                    {0xFF, 0x08, "steering of roaming for I-WLAN"},
                    {0xFF, 0x09, "eUICC profile state change"},
                    {0xFF, 0x0A, "application update"},
                    {0}}},
	{0x02, "MORE TIME", NULL},
	{0x03, "POLL INTERVAL", NULL},
	{0x04, "POLLING OFF", NULL},
	{0x05, "SET UP EVENT LIST", NULL},
	{0x10, "SET UP CALL",
         QUALIFIERS{{0xFE, 0x00, "only if no other call is active"},
                    {0xFE, 0x02, "other calls on hold"},
                    {0xFE, 0x04, "other calls disconnected"},
                    {0x01, 0x01, "with redial"},
                    {0}}},
	{0x11, "SEND SS", NULL},
	{0x12, "SEND USSD", NULL},
	{0x13, "SEND SHORT MESSAGE",
         QUALIFIERS{{0x01, 0x00, "no packing required"},
                    {0x01, 0x01, "packing by the terminal required"},
                    {0}}},
	{0x14, "SEND DTMF", NULL},
	{0x15, "LAUNCH BROWSER",
         QUALIFIERS{{0xFF, 0x00, "if none is running"},
                    {0xFF, 0x02, "use the running browser"},
                    {0xFF, 0x03, "close the running browser and start a new one"},
                    {0}}},
	{0x16, "GEOGRAPHICAL LOCATION REQUEST", NULL},
	{0x20, "PLAY TONE", QUALIFIERS{{0x01, 0x01, "vibrate if possible"}, {0}}},
	{0x21, "DISPLAY TEXT",
         QUALIFIERS{{0x01, 0x00, "normal priority"},
                    {0x01, 0x01, "high priority"},
                    {0x80, 0x00, "cleared after a delay"},
                    {0x80, 0x80, "cleared by the user"},
                    {0}}},
	{0x22, "GET INKEY",
         QUALIFIERS{{0x05, 0x00, "digits only"},
                    {0x07, 0x01, "default alphabet"},
                    {0x07, 0x03, "UCS2 alphabet"},
                    {0x04, 0x04, "yes or no"},
                    {0x08, 0x08, "immediate digit response"},
                    {0x80, 0x80, "help available"},
                    {0}}},
	{0x23, "GET INPUT",
         QUALIFIERS{{0x01, 0x00, "digits only"},
                    {0x03, 0x01, "default alphabet"},
                    {0x03, 0x03, "UCS2 alphabet"},
                    {0x04, 0x04, "hidden input"},
                    {0x08, 0x08, "packed"},
                    {0x80, 0x80, "help available"},
                    {0}}},
	{0x24, "SELECT ITEM",
         QUALIFIERS{{0x03, 0x01, "choice of data values"},
                    {0x03, 0x03, "choice of navigation options"},
                    {0x04, 0x04, "soft keys preferred"},
                    {0x80, 0x80, "help available"},
                    {0}}},
	{0x25, "SET UP MENU",
         QUALIFIERS{{0x01, 0x01, "soft keys preferred"}, {0x80, 0x80, "help available"}, {0}}},
	{0x26, "PROVIDE LOCAL INFORMATION",
         QUALIFIERS{{0xFF, 0x00, "location information"},
                    {0xFF, 0x01, "IMEI"},
                    {0xFF, 0x02, "network measurement results"},
                    {0xFF, 0x03, "date, time and time zone"},
                    {0xFF, 0x04, "language setting"},
                    {0xFF, 0x05, "timing advance"},
                    {0xFF, 0x06, "access technology"},
                    {0xFF, 0x07, "ESN"},
                    {0xFF, 0x08, "IMEISV"},
                    {0xFF, 0x09, "search mode"},
                    {0xFF, 0x0A, "battery charge state"},
                    {0xFF, 0x0B, "MEID"},
                    {0xFF, 0x0C, "current I-WLAN identifier (WSID)"},
                    {0xFF, 0x0D, "broadcast network information"},
                    {0xFF, 0x0E, "access technologies"},
                    {0xFF, 0x0F, "location information for access technologies"},
                    {0xFF, 0x10, "measurement results for access technologies"},
                    {0xFF, 0x11, "CSG identifiers and HNB names"},
                    {0xFF, 0x12, "H(e)NB IP address"},
                    {0xFF, 0x13, "H(e)NB surrounding macrocells"},
                    {0xFF, 0x14, "current WLAN identifier"},
                    {0xFF, 0x15, "slices"},
                    {0xFF, 0x16, "CAG information list"},
                    {0xFF, 0x17, "rejected slices"},
                    {0xFF, 0x1A, "supported radio access technologies"},
                    {0}}},
	{0x27, "TIMER MANAGEMENT",
         QUALIFIERS{{0x03, 0x00, "start"},
                    {0x03, 0x01, "deactivate"},
                    {0x03, 0x02, "get current value"},
                    {0}}},
	{0x28, "SET UP IDLE MODE TEXT", NULL},
	{0x30, "PERFORM CARD APDU", NULL},
	{0x31, "POWER ON CARD", NULL},
	{0x32, "POWER OFF CARD", NULL},
	{0x33, "GET READER STATUS",
         QUALIFIERS{
		 {0x01, 0x00, "card reader status"}, {0x01, 0x01, "card reader identifier"}, {0}}},
	{0x34, "RUN AT COMMAND", NULL},
	{0x35, "LANGUAGE NOTIFICATION",
         QUALIFIERS{{0x01, 0x00, "no specific language"}, {0x01, 0x01, "specific language"}, {0}}},
	{0x40, "OPEN CHANNEL",
         QUALIFIERS{{0x05, 0x00, "link established on demand"},
                    {0x05, 0x01, "link established immediately"},
                    {0x04, 0x04, "link established in background"},
                    {0x02, 0x02, "automatic reconnection"},
                    {0}}},
	{0x41, "CLOSE CHANNEL", NULL},
	{0x42, "RECEIVE DATA", NULL},
	{0x43, "SEND DATA",
         QUALIFIERS{{0x01, 0x00, "store in the buffer"}, {0x01, 0x01, "send immediately"}, {0}}},
	{0x44, "GET CHANNEL STATUS", NULL},
	{0x45, "SERVICE SEARCH", NULL},
	{0x46, "GET SERVICE INFORMATION", NULL},
	{0x47, "DECLARE SERVICE",
         QUALIFIERS{{0x01, 0x00, "add a service"}, {0x01, 0x01, "delete a service"}, {0}}},
	{0x50, "SET FRAMES", NULL},
	{0x51, "GET FRAMES STATUS", NULL},
	{0x60, "RETRIEVE MULTIMEDIA MESSAGE", NULL},
	{0x61, "SUBMIT MULTIMEDIA MESSAGE", NULL},
	{0x62, "DISPLAY MULTIMEDIA MESSAGE", NULL},
	{0x70, "ACTIVATE", NULL},
	{0x71, "CONTACTLESS STATE CHANGED", NULL},
	{0x72, "COMMAND CONTAINER", NULL},
	{0x73, "ENCAPSULATED SESSION CONTROL",
         QUALIFIERS{{0xFF, 0x00, "end"},
                    {0xFF, 0x01, "request of a master SA"},
                    {0xFF, 0x02, "request of a connection SA"},
                    {0xFF, 0x03, "request to start the secure channel"},
                    {0xFF, 0x04, "close the master SA and the connection SA"},
                    {0}}},
	{0x79, "LSI COMMAND",
         QUALIFIERS{{0xFF, 0x00, "proactive session request"},
                    {0xFF, 0x01, "UICC platform reset"},
                    {0}}},
};

static const struct toolkit_command *find_command(uint8_t type)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (commands[i].type == type)
			return &commands[i];
	return NULL;
}

static void put_qualifier(struct words *words, const struct qualifier *row, uint8_t qualifier)
{
	const char *between = ": ";

	for (; row != NULL && row->text != NULL; row++)
		if ((qualifier & row->mask) == row->bits) {
			words_add(words, "%s%s", between, row->text);
			between = ", ";
		}
}

void command_details_text(struct words *words, const struct tlv_data *data)
{
	const struct toolkit_command *command;

	if (data->length != 3)
		return;
	command = find_command(data->bytes[1]);
	words_add(words, "number %u, ", data->bytes[0]);
	if (command == NULL) {
		words_add(words, "unknown type %02X, qualifier %02X", data->bytes[1],
		          data->bytes[2]);
		return;
	}
	words_put(words, command->name);
	put_qualifier(words, command->qualifiers, data->bytes[2]);
}

static void put_device(struct words *words, uint8_t code)
{
	static const struct {
		uint8_t first, last;
		const char *name; /* with a number if there are several */
	} devices[] = {
		{0x01, 0x01, "keypad"},   {0x02, 0x02, "display"},
		{0x03, 0x03, "earpiece"}, {0x10, 0x17, "additional card reader"},
		{0x21, 0x27, "channel"},  {0x31, 0x3F, "eCAT client"},
		{0x81, 0x81, "card"},     {0x82, 0x82, "terminal"},
		{0x83, 0x83, "network"},
	};
	size_t i = 0, count = sizeof devices / sizeof *devices;

	while (i < count && (code < devices[i].first || code > devices[i].last))
		i++;
	words_put(words, i < count ? devices[i].name : "reserved device");
	if (i < count && devices[i].first != devices[i].last)
		words_add(words, " %u", code & 0x0Fu);
}

void devices_text(struct words *words, const struct tlv_data *data)
{
	if (data->length != 2)
		return;
	put_device(words, data->bytes[0]);
	words_put(words, " to ");
	put_device(words, data->bytes[1]);
}

void duration_text(struct words *words, const struct tlv_data *data)
{
	static const char *const units[] = {"minutes", "seconds", "tenths of a second"};

	if (data->length == 2 && data->bytes[0] < 3)
		words_add(words, "%u %s", data->bytes[1], units[data->bytes[0]]);
}

/* 8.12 and 8.12.2 */
static const struct tlv_bits results[] = {
	{0, 0xFF, 0x00, "performed"},
	{0, 0xFF, 0x01, "performed with partial comprehension"},
	{0, 0xFF, 0x02, "performed with missing information"},
	{0, 0xFF, 0x03, "REFRESH performed with additional files read"},
	{0, 0xFF, 0x04, "performed, but the icon could not be displayed"},
	{0, 0xFF, 0x05, "performed, but modified by call control"},
	{0, 0xFF, 0x06, "performed, limited service"},
	{0, 0xFF, 0x07, "performed with modification"},
	{0, 0xFF, 0x08, "REFRESH performed, but the NAA was not active"},
	{0, 0xFF, 0x09, "performed, but the tone was not played"},
	{0, 0xFF, 0x10, "session terminated by the user"},
	{0, 0xFF, 0x11, "backward move requested by the user"},
	{0, 0xFF, 0x12, "no response from the user"},
	{0, 0xFF, 0x13, "help requested by the user"},
	{0, 0xFF, 0x14, "USSD or SS transaction terminated by the user"},
	{0, 0xFF, 0x20, "terminal currently unable to process the command"},
	{0, 0xFF, 0x21, "network currently unable to process the command"},
	{0, 0xFF, 0x22, "user did not accept the command"},
	{0, 0xFF, 0x23, "user cleared down the call before it was connected"},
	{0, 0xFF, 0x24, "action contradicts the timer state"},
	{0, 0xFF, 0x25, "temporary problem with call control"},
	{0, 0xFF, 0x26, "launch browser error"},
	{0, 0xFF, 0x27, "temporary problem with MMS"},
	{0, 0xFF, 0x30, "command beyond the terminal's capabilities"},
	{0, 0xFF, 0x31, "command type not understood"},
	{0, 0xFF, 0x32, "command data not understood"},
	{0, 0xFF, 0x33, "command number not known"},
	{0, 0xFF, 0x34, "SS return error"},
	{0, 0xFF, 0x35, "SMS RP-ERROR"},
	{0, 0xFF, 0x36, "required values are missing"},
	{0, 0xFF, 0x37, "USSD return error"},
	{0, 0xFF, 0x38, "multiple card command error"},
	{0, 0xFF, 0x39, "permanent problem with call control"},
	{0, 0xFF, 0x3A, "bearer independent protocol error"},
	{0, 0xFF, 0x3B, "access technology unable to process the command"},
	{0, 0xFF, 0x3C, "frames error"},
	{0, 0xFF, 0x3D, "MMS error"},
	{0},
};
static const struct tlv_bits terminal_causes[] = {
	{1, 0xFF, 0x00, "no specific cause"},
	{1, 0xFF, 0x01, "screen is busy"},
	{1, 0xFF, 0x02, "busy on a call"},
	{1, 0xFF, 0x03, "busy on an SS transaction"},
	{1, 0xFF, 0x04, "no service"},
	{1, 0xFF, 0x05, "access control class bar"},
	{1, 0xFF, 0x06, "radio resource not granted"},
	{1, 0xFF, 0x07, "not in a speech call"},
	{1, 0xFF, 0x08, "busy on a USSD transaction"},
	{1, 0xFF, 0x09, "busy on SEND DTMF"},
	{1, 0xFF, 0x0A, "no active NAA"},
	{0},
};

/* 8.12.8 */
static const struct tlv_bits control_causes[] = {
	{1, 0xFF, 0x00, "no specific cause"},
	{1, 0xFF, 0x01, "action not allowed"},
	{1, 0xFF, 0x02, "the type of request has changed"},
	{0},
};

/* 8.12.9 */
static const struct tlv_bits card_causes[] = {
	{1, 0xFF, 0x00, "no specific cause"},
	{1, 0xFF, 0x01, "card reader removed or not present"},
	{1, 0xFF, 0x02, "card removed or not present"},
	{1, 0xFF, 0x03, "card reader busy"},
	{1, 0xFF, 0x04, "card powered off"},
	{1, 0xFF, 0x05, "C-APDU format error"},
	{1, 0xFF, 0x06, "mute card"},
	{1, 0xFF, 0x07, "transmission error"},
	{1, 0xFF, 0x08, "protocol not supported"},
	{1, 0xFF, 0x09, "specified reader not valid"},
	{0},
};

/* 8.12.10 */
static const struct tlv_bits browser_causes[] = {
	{1, 0xFF, 0x00, "no specific cause"},
	{1, 0xFF, 0x01, "bearer unavailable"},
	{1, 0xFF, 0x02, "browser unavailable"},
	{1, 0xFF, 0x03, "provisioning data cannot be read"},
	{1, 0xFF, 0x04, "default URL unavailable"},
	{0},
};

/* 8.12.11 */
static const struct tlv_bits bearer_causes[] = {
	{1, 0xFF, 0x00, "no specific cause"},
	{1, 0xFF, 0x01, "no channel available"},
	{1, 0xFF, 0x02, "channel closed"},
	{1, 0xFF, 0x03, "channel identifier not valid"},
	{1, 0xFF, 0x04, "requested buffer size not available"},
	{1, 0xFF, 0x05, "security error"},
	{1, 0xFF, 0x06, "requested transport level not available"},
	{1, 0xFF, 0x07, "remote device not reachable"},
	{1, 0xFF, 0x08, "service error"},
	{1, 0xFF, 0x09, "service identifier unknown"},
	{1, 0xFF, 0x10, "port not available"},
	{1, 0xFF, 0x11, "launch parameters missing or incorrect"},
	{1, 0xFF, 0x12, "application launch failed"},
	{0},
};

/* 8.12.12 */
static const struct tlv_bits frame_causes[] = {
	{1, 0xFF, 0x00, "no specific cause"},
	{1, 0xFF, 0x01, "frame identifier not valid"},
	{1, 0xFF, 0x02, "too many frames for the terminal"},
	{1, 0xFF, 0x03, "no frame defined"},
	{1, 0xFF, 0x04, "requested size not supported"},
	{1, 0xFF, 0x05, "default active frame not valid"},
	{0},
};

/* Returns the causes of a result; NULL if the network defines them, or if there are none. */
static const struct tlv_bits *causes_of(uint8_t result)
{
	static const struct tlv_bits *const causes[] = {
		[0x20] = terminal_causes, [0x25] = control_causes, [0x26] = browser_causes,
		[0x38] = card_causes,     [0x39] = control_causes, [0x3A] = bearer_causes,
		[0x3C] = frame_causes,
	};

	return result < sizeof causes / sizeof *causes ? causes[result] : NULL;
}

void result_text(struct words *words, const struct tlv_data *data)
{
	const struct tlv_data result = {data->bytes, data->length, .bits = results};

	code_text(words, &result);
	if (data->length < 2 || data->bytes[0] < 0x20)
		return;
	const struct tlv_data cause = {data->bytes, data->length,
	                               .bits = causes_of(data->bytes[0])};
	words_put(words, ": ");
	if (cause.bits != NULL)
		code_text(words, &cause);
	else
		words_add(words, "cause %02X", data->bytes[1]);
}

void coded_text_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 0)
		return;
	switch (data->bytes[0] & 0x0C) {
	case 0x00:
		gsm_text_packed(words, data->bytes + 1, data->length - 1);
		break;
	case 0x04:
		gsm_text_unpacked(words, data->bytes + 1, data->length - 1);
		break;
	case 0x08:
		gsm_text_ucs2(words, data->bytes + 1, data->length - 1);
		break;
	default:
		break;
	}
}

void ussd_text(struct words *words, const struct tlv_data *data)
{
	enum { LANGUAGES_END = 0x10, LANGUAGES_TOO = 0x20, GENERAL = 0x40, CLASSES = 0xF0 };
	uint8_t scheme = data->length > 0 ? data->bytes[0] : 0xFF;

	if (scheme < LANGUAGES_END || (scheme >= LANGUAGES_TOO && scheme < GENERAL))
		gsm_text_packed(words, data->bytes + 1, data->length - 1);
	else if (scheme >> 6 == 1 || scheme >= CLASSES)
		coded_text_text(words, data);
}

void alpha_text(struct words *words, const struct tlv_data *data)
{
	gsm_text_alpha(words, data->bytes, data->length);
}

void item_text(struct words *words, const struct tlv_data *data)
{
	if (data->length == 0)
		return;
	words_add(words, "%u: ", data->bytes[0]);
	gsm_text_alpha(words, data->bytes + 1, data->length - 1);
}

/* What digits A to E stand for: ETSI TS 102 223, 8.1, and 3GPP TS 23.040, 9.1.2.3 */
static const char dialled[] = "0123456789*#pwe", addressed[] = "0123456789*#abc";

static void put_swapped(struct words *words, const uint8_t *bytes, size_t length,
                        const char *digits)
{
	for (size_t i = 0; i < 2 * length && i < 40; i++) {
		unsigned digit = nibble_at(bytes, i ^ 1);

		if (digit == 15)
			return;
		words_add(words, "%c", digits[digit]);
	}
}

static void put_number(struct words *words, const struct tlv_data *data, const char *digits)
{
	if (data->length < 2)
		return;
	words_put(words, (data->bytes[0] & 0x70) == 0x10 ? "+" : "");
	put_swapped(words, data->bytes + 1, data->length - 1, digits);
}

void dial_number_text(struct words *words, const struct tlv_data *data)
{
	put_number(words, data, dialled);
}

void message_number_text(struct words *words, const struct tlv_data *data)
{
	put_number(words, data, addressed);
}

void swapped_digits_text(struct words *words, const struct tlv_data *data)
{
	put_swapped(words, data->bytes, data->length, dialled);
}

static unsigned swapped(uint8_t byte)
{
	return (byte & 15u) * 10 + (byte >> 4);
}

static bool are_digits(const uint8_t *bytes, size_t length)
{
	size_t i = 0;

	while (i < length && (bytes[i] & 15) <= 9 && bytes[i] >> 4 <= 9)
		i++;
	return i == length;
}

/* GSM networks began in 1991. */
static unsigned year(unsigned digits)
{
	return digits + (digits > 90 ? 1900 : 2000);
}

/* 3GPP TS 23.040, 9.2.3.11: swapped digits, the time zone in quarters of an hour with b4 as its
 * sign. */
void timestamp_text(struct words *words, const struct tlv_data *data)
{
	const uint8_t *v = data->bytes;

	if (data->length != 7 || !are_digits(v, 6))
		return;
	words_add(words, "%u-%02u-%02u %02u:%02u:%02u", year(swapped(v[0])), swapped(v[1]),
	          swapped(v[2]), swapped(v[3]), swapped(v[4]), swapped(v[5]));
	if (v[6] == 0xFF)
		return;
	unsigned quarters = swapped(v[6] & 0xF7);
	words_add(words, " UTC%s%u:%02u", v[6] & 0x08 ? "-" : "+", quarters / 4, quarters % 4 * 15);
}

enum { NAME_MAX = 100 };

void labels_text(struct words *words, const struct tlv_data *data)
{
	uint8_t name[NAME_MAX];
	size_t at = 0, length = 0;

	while (at < data->length) {
		size_t label = data->bytes[at++];

		if (label == 0 || label > data->length - at || label > NAME_MAX - 1 - length)
			return;
		memcpy(name + length, data->bytes + at, label);
		length += label;
		name[length++] = '.';
		at += label;
	}
	if (length > 0)
		tlv_put_text(words, name, length - 1);
}

void next_actions_text(struct words *words, const struct tlv_data *data)
{
	for (size_t i = 0; i < data->length; i++) {
		const struct toolkit_command *command = find_command(data->bytes[i]);

		words_put(words, i > 0 ? ", " : "");
		if (data->bytes[i] == 0x81)
			words_put(words, "end of the session");
		else
			words_put(words, command != NULL ? command->name : "none");
	}
}

void ip_address_text(struct words *words, const struct tlv_data *data)
{
	const uint8_t *v = data->bytes;

	if (data->length == 4)
		words_add(words, "%u.%u.%u.%u", v[0], v[1], v[2], v[3]);
	for (size_t i = 0; data->length == 16 && i < 16; i += 2)
		words_add(words, "%s%x", i > 0 ? ":" : "", (unsigned)(v[i] << 8 | v[i + 1]));
}
