#include "tlv/terminal_profile.h"

#include "words/words.h"

#include <stdio.h>

/* Some bits of a byte. */
struct capability {
	uint8_t mask;
	const char *text; /* "#" stands for the number that the bits make */
};

enum { BITS = 8 };

struct profile_byte {
	const char *name;
	struct capability bits[BITS]; /* ended by a mask of 0 if there are fewer */
};

/* The texts are those of ETSI TS 102 223 and 3GPP TS 31.111, shortened; "SIM:" precedes what 3GPP
 * TS 51.014 alone says. A bit without a row has no meaning that is known for certain. */
static const struct profile_byte profile[] = {
	{"download",
         {{0x01, "profile download"},
          {0x02, "SMS-PP data download"},
          {0x04, "cell broadcast data download"},
          {0x08, "menu selection"},
          {0x10, "SMS-PP data download (SIM: status 9EXX for its errors)"},
          {0x20, "timer expiration"},
          {0x40, "USSD string in call control"},
          {0x80, "call control by NAA (SIM: also during automatic redial)"}}},
	{"other",
         {{0x01, "command result"},
          {0x02, "call control by NAA"},
          {0x04, "call control by NAA (SIM: with the cell identity)"},
          {0x08, "control of sent short messages"},
          {0x10, "call control by NAA (SIM: handling of the alpha identifier)"},
          {0x20, "UCS2 entry"},
          {0x40, "UCS2 display"},
          {0x80, "DISPLAY TEXT (SIM: extension text)"}}},
	{"proactive UICC",
         {{0x01, "DISPLAY TEXT"},
          {0x02, "GET INKEY"},
          {0x04, "GET INPUT"},
          {0x08, "MORE TIME"},
          {0x10, "PLAY TONE"},
          {0x20, "POLL INTERVAL"},
          {0x40, "POLLING OFF"},
          {0x80, "REFRESH"}}},
	{"proactive UICC",
         {{0x01, "SELECT ITEM"},
          {0x02, "SEND SHORT MESSAGE"},
          {0x04, "SEND SS"},
          {0x08, "SEND USSD"},
          {0x10, "SET UP CALL"},
          {0x20, "SET UP MENU"},
          {0x40, "PROVIDE LOCAL INFORMATION (location, IMEI)"},
          {0x80, "PROVIDE LOCAL INFORMATION (NMR)"}}},
	{"events",
         {{0x01, "SET UP EVENT LIST"},
          {0x02, "MT call"},
          {0x04, "call connected"},
          {0x08, "call disconnected"},
          {0x10, "location status"},
          {0x20, "user activity"},
          {0x40, "idle screen available"},
          {0x80, "card reader status"}}},
	{"events",
         {{0x01, "language selection"},
          {0x02, "browser termination"},
          {0x04, "data available"},
          {0x08, "channel status"},
          {0x10, "access technology change"},
          {0x20, "display parameters changed"},
          {0x40, "local connection"},
          {0x80, "network search mode change"}}},
	{"several cards",
         {{0x01, "POWER ON CARD"},
          {0x02, "POWER OFF CARD"},
          {0x04, "PERFORM CARD APDU"},
          {0x08, "GET READER STATUS (status)"},
          {0x10, "GET READER STATUS (identifier)"}}},
	{"proactive UICC",
         {{0x01, "TIMER MANAGEMENT (start, stop)"},
          {0x02, "TIMER MANAGEMENT (get current value)"},
          {0x04, "PROVIDE LOCAL INFORMATION (date, time and time zone)"},
          {0x08, "GET INKEY (SIM: binary choice)"},
          {0x10, "SET UP IDLE MODE TEXT"},
          {0x20, "RUN AT COMMAND"},
          {0x40, "SET UP CALL (SIM: second alpha identifier)"},
          {0x80, "call control by NAA (SIM: second capability configuration parameter)"}}},
	{"proactive UICC",
         {{0x01, "DISPLAY TEXT (SIM: sustained)"},
          {0x02, "SEND DTMF"},
          {0x04, "PROVIDE LOCAL INFORMATION (NMR, BCCH channel list)"},
          {0x08, "PROVIDE LOCAL INFORMATION (language)"},
          {0x10, "PROVIDE LOCAL INFORMATION (timing advance)"},
          {0x20, "LANGUAGE NOTIFICATION"},
          {0x40, "LAUNCH BROWSER"},
          {0x80, "PROVIDE LOCAL INFORMATION (access technology)"}}},
	{"soft keys", {{0x01, "for SELECT ITEM"}, {0x02, "for SET UP MENU"}}},
	{"soft keys", {{0xFF, "at most #"}}},
	{"bearer independent protocol",
         {{0x01, "OPEN CHANNEL"},
          {0x02, "CLOSE CHANNEL"},
          {0x04, "RECEIVE DATA"},
          {0x08, "SEND DATA"},
          {0x10, "GET CHANNEL STATUS"},
          {0x20, "SERVICE SEARCH"},
          {0x40, "GET SERVICE INFORMATION"},
          {0x80, "DECLARE SERVICE"}}},
	{"bearers",
         {{0x01, "CSD"},
          {0x02, "GPRS"},
          {0x04, "Bluetooth"},
          {0x08, "IrDA"},
          {0x10, "RS232"},
          {0xE0, "number of channels: #"}}},
	{"screen height",
         {{0x1F, "# characters"},
          {0x20, "no display"},
          {0x40, "no keypad"},
          {0x80, "screen sizing parameters"}}},
	{"screen width", {{0x7F, "# characters"}, {0x80, "variable size fonts"}}},
	{"screen effects",
         {{0x01, "display can be resized"},
          {0x02, "text wrapping"},
          {0x04, "text scrolling"},
          {0x08, "text attributes"},
          {0xE0, "width reduction in a menu: #"}}},
	{"transport interfaces and bearers",
         {{0x01, "TCP client, remote connection"},
          {0x02, "UDP client, remote connection"},
          {0x04, "TCP server"},
          {0x08, "TCP client, local connection"},
          {0x10, "UDP client, local connection"},
          {0x20, "direct communication channel"},
          {0x40, "E-UTRAN"},
          {0x80, "HSDPA"}}},
	{"proactive UICC",
         {{0x01, "DISPLAY TEXT (variable timeout)"},
          {0x02, "GET INKEY (help during immediate response or variable timeout)"},
          {0x04, "USB bearer"},
          {0x08, "GET INKEY (variable timeout)"},
          {0x10, "PROVIDE LOCAL INFORMATION (ESN)"},
          {0x20, "call control on GPRS"},
          {0x40, "PROVIDE LOCAL INFORMATION (IMEISV)"},
          {0x80, "PROVIDE LOCAL INFORMATION (search mode change)"}}},
	{"TIA/EIA-136-C", {{0x0F, "protocol version #"}}},
	{"TIA/EIA/IS-820-A", {{0}}},
	{"extended launch browser",
         {{0x01, "WML"}, {0x02, "XHTML"}, {0x04, "HTML"}, {0x08, "CHTML"}}},
	{"",
         {{0x01, "UTRAN PS with extended parameters"},
          {0x02, "PROVIDE LOCAL INFORMATION (battery state)"},
          {0x04, "PLAY TONE (melody tones and themed tones)"},
          {0x08, "multimedia calls in SET UP CALL"},
          {0x10, "toolkit-initiated GBA"},
          {0x20, "RETRIEVE MULTIMEDIA MESSAGE"},
          {0x40, "SUBMIT MULTIMEDIA MESSAGE"},
          {0x80, "DISPLAY MULTIMEDIA MESSAGE"}}},
	{"",
         {{0x01, "SET FRAMES"},
          {0x02, "GET FRAMES STATUS"},
          {0x04, "MMS notification download"},
          {0x08, "alpha identifier in REFRESH"},
          {0x10, "geographical location reporting"},
          {0x20, "PROVIDE LOCAL INFORMATION (MEID)"},
          {0x40, "PROVIDE LOCAL INFORMATION (NMR of UTRAN and E-UTRAN)"},
          {0x80, "USSD data download and application mode"}}},
	{"frames", {{0x0F, "at most #"}}},
	{"events",
         {{0x01, "browsing status"},
          {0x02, "MMS transfer status"},
          {0x04, "frame information changed"},
          {0x08, "I-WLAN access status"},
          {0x10, "network rejection for GERAN and UTRAN"},
          {0x20, "HCI connectivity"},
          {0x40, "network rejection for E-UTRAN"},
          {0x80,
           "several access technologies in access technology change and PROVIDE LOCAL "
           "INFORMATION"}}},
	{"events", {{0x01, "CSG cell selection"}, {0x02, "contactless state request"}}},
	{"events", {{0}}},
	{"text attributes",
         {{0x01, "alignment left"},
          {0x02, "alignment centre"},
          {0x04, "alignment right"},
          {0x08, "font size normal"},
          {0x10, "font size large"},
          {0x20, "font size small"}}},
	{"text attributes",
         {{0x01, "style normal"},
          {0x02, "style bold"},
          {0x04, "style italic"},
          {0x08, "style underlined"},
          {0x10, "style strikethrough"},
          {0x20, "foreground colour"},
          {0x40, "background colour"}}},
	{"",
         {{0x01, "I-WLAN bearer"},
          {0x02, "PROVIDE LOCAL INFORMATION (WSID of the I-WLAN connection)"},
          {0x04, "TERMINAL APPLICATIONS"},
          {0x08, "REFRESH (steering of roaming)"},
          {0x10, "ACTIVATE"},
          {0x20, "GEOGRAPHICAL LOCATION REQUEST"},
          {0x40, "PROVIDE LOCAL INFORMATION (broadcast network information)"},
          {0x80, "REFRESH (steering of roaming for I-WLAN)"}}},
	{"",
         {{0x01, "CONTACTLESS STATE CHANGED"},
          {0x02, "CSG cell discovery"},
          {0x04, "confirmation parameters for OPEN CHANNEL in terminal server mode"},
          {0x08, "communication control for IMS"},
          {0x10, "CAT over the modem interface"},
          {0x20, "event: incoming IMS data"},
          {0x40, "event: IMS registration"},
          {0x80,
           "profile container, envelope container, COMMAND CONTAINER, ENCAPSULATED SESSION "
           "CONTROL"}}},
	{"",
         {{0x01, "IMS as a bearer"},
          {0x02, "PROVIDE LOCAL INFORMATION (H(e)NB IP address)"},
          {0x04, "PROVIDE LOCAL INFORMATION (H(e)NB surrounding macrocells)"},
          {0x08, "launch parameters for OPEN CHANNEL in terminal server mode"},
          {0x10, "direct communication channel for OPEN CHANNEL in terminal server mode"},
          {0x20, "security for the containers of byte 31"},
          {0x40, "CAT service list for eCAT client"},
          {0x80, "refresh enforcement policy"}}},
	{"",
         {{0x01, "DNS server address request in OPEN CHANNEL"},
          {0x02, "network access name reuse in CLOSE CHANNEL"},
          {0x04, "event: poll interval negotiation"},
          {0x08, "ProSe usage information reporting"},
          {0x10, "PROVIDE LOCAL INFORMATION (supported radio access technologies)"},
          {0x20, "event: WLAN access status"},
          {0x40, "WLAN bearer"},
          {0x80, "PROVIDE LOCAL INFORMATION (WLAN identifier)"}}},
	{"",
         {{0x01, "URI for SEND SHORT MESSAGE"},
          {0x02, "IMS URI for SET UP CALL"},
          {0x04, "media type voice for SET UP CALL and call control"},
          {0x08, "media type video for SET UP CALL and call control"},
          {0x10, "PROVIDE LOCAL INFORMATION (E-UTRAN timing advance)"},
          {0x20, "REFRESH (eUICC profile state change)"},
          {0x40, "extended cause in network rejection for E-UTRAN"}}},
	{"",
         {{0x01, "GET INPUT (variable timeout)"},
          {0x02, "event: data connection status change, PDP"},
          {0x04, "event: data connection status change, PDN"},
          {0x08, "REFRESH (application update)"},
          {0x10, "LSI COMMAND (proactive session request)"},
          {0x20, "LSI COMMAND (UICC platform reset)"}}},
	{"",
         {{0x01, "event: data connection status change, PDU"},
          {0x02, "event: network rejection for NG-RAN"},
          {0x04, "non-IP data delivery"},
          {0x08, "PROVIDE LOCAL INFORMATION (slices)"},
          {0x10, "REFRESH (steering of roaming with SOR-CMCI)"},
          {0x20, "event: network rejection for satellite NG-RAN"},
          {0x40, "CAG"},
          {0x80, "event: slices status change"}}},
	{"",
         {{0x01, "PROVIDE LOCAL INFORMATION (rejected slices)"},
          {0x02, "extended location information, also in location status and network rejection"},
          {0x04, "chaining of PROVIDE LOCAL INFORMATION and ENVELOPE"},
          {0x08, "5G ProSe usage information reporting"}}},
	{"", {{0}}},
	{"", {{0x01, "PROVIDE LOCAL INFORMATION (timing advance of NG-RAN)"}}},
};

static unsigned lowest_bit(uint8_t mask)
{
	unsigned bit = 0;

	while (!(mask >> bit & 1))
		bit++;
	return bit;
}

static void put_text(struct words *words, const char *text, unsigned number)
{
	for (; *text != '\0'; text++)
		if (*text == '#')
			words_add(words, "%u", number);
		else
			words_add(words, "%c", *text);
}

/* Adds "b1" or "b8-b6" with its meaning. */
static void add_capability(struct tree *tree, node_id field, const struct capability *capability,
                           uint8_t byte)
{
	unsigned low = lowest_bit(capability->mask), high = low;
	struct words name = {0}, text = {0};

	while (high < BITS - 1 && capability->mask >> (high + 1) & 1)
		high++;
	if (high > low)
		words_add(&name, "b%u-", high + 1);
	words_add(&name, "b%u", low + 1);
	put_text(&text, capability->text, (unsigned)(byte & capability->mask) >> low);
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, name.text, text.text);
}

static void add_capabilities(struct tree *tree, node_id field, const struct profile_byte *row,
                             uint8_t byte)
{
	uint8_t unknown = byte;

	for (size_t i = 0; row != NULL && i < BITS && row->bits[i].mask != 0; i++) {
		if (byte & row->bits[i].mask)
			add_capability(tree, field, &row->bits[i], byte);
		unknown &= (uint8_t)~row->bits[i].mask;
	}
	for (unsigned bit = 0; bit < BITS; bit++) {
		const struct capability one = {(uint8_t)(unknown & 1u << bit), "unknown"};

		if (one.mask != 0)
			add_capability(tree, field, &one, byte);
	}
}

void terminal_profile_details(struct tree *tree, node_id field, const struct tlv_data *data)
{
	for (size_t i = 0; i < data->length; i++) {
		const struct profile_byte *row =
			i < sizeof profile / sizeof *profile ? &profile[i] : NULL;
		char name[32];

		(void)snprintf(name, sizeof name, "byte %zu", i + 1);
		node_id byte = tree_add(tree, field, NODE_FIELD, ROLE_PLAIN, name,
		                        row != NULL ? row->name : "");
		tree_bytes(tree, byte, data->offset + i, 1);
		add_capabilities(tree, byte, row, data->bytes[i]);
	}
}
