#include "tlv/tlv_table.h"

/* ETSI TS 102 223, 8.16 */
static const struct tlv_bits tones[] = {
	{0, 0xFF, 0x01, "dial tone"},
	{0, 0xFF, 0x02, "called subscriber busy"},
	{0, 0xFF, 0x03, "congestion"},
	{0, 0xFF, 0x04, "radio path acknowledged"},
	{0, 0xFF, 0x05, "radio path not available, or call dropped"},
	{0, 0xFF, 0x06, "error or special information"},
	{0, 0xFF, 0x07, "call waiting"},
	{0, 0xFF, 0x08, "ringing"},
	{0, 0xFF, 0x10, "general beep"},
	{0, 0xFF, 0x11, "positive acknowledgement"},
	{0, 0xFF, 0x12, "negative acknowledgement or error"},
	{0, 0xFF, 0x13, "ringing tone selected by the user"},
	{0, 0xFF, 0x14, "alert tone selected by the user"},
	{0, 0xFF, 0x15, "critical alert"},
	{0, 0xFF, 0x20, "vibrate only"},
	{0, 0xFF, 0x30, "happy tone"},
	{0, 0xFF, 0x31, "sad tone"},
	{0, 0xFF, 0x32, "urgent action tone"},
	{0, 0xFF, 0x33, "question tone"},
	{0, 0xFF, 0x34, "message received tone"},
	{0, 0xFF, 0x40, "melody 1"},
	{0, 0xFF, 0x41, "melody 2"},
	{0, 0xFF, 0x42, "melody 3"},
	{0, 0xFF, 0x43, "melody 4"},
	{0, 0xFF, 0x44, "melody 5"},
	{0, 0xFF, 0x45, "melody 6"},
	{0, 0xFF, 0x46, "melody 7"},
	{0, 0xFF, 0x47, "melody 8"},
	{0},
};

/* 8.25 */
static const struct tlv_bits events[] = {
	{0, 0xFF, 0x00, "MT call"},
	{0, 0xFF, 0x01, "call connected"},
	{0, 0xFF, 0x02, "call disconnected"},
	{0, 0xFF, 0x03, "location status"},
	{0, 0xFF, 0x04, "user activity"},
	{0, 0xFF, 0x05, "idle screen available"},
	{0, 0xFF, 0x06, "card reader status"},
	{0, 0xFF, 0x07, "language selection"},
	{0, 0xFF, 0x08, "browser termination"},
	{0, 0xFF, 0x09, "data available"},
	{0, 0xFF, 0x0A, "channel status"},
	{0, 0xFF, 0x0B, "access technology change"},
	{0, 0xFF, 0x0C, "display parameters changed"},
	{0, 0xFF, 0x0D, "local connection"},
	{0, 0xFF, 0x0E, "network search mode change"},
	{0, 0xFF, 0x0F, "browsing status"},
	{0, 0xFF, 0x10, "frames information change"},
	{0, 0xFF, 0x11, "(I-)WLAN access status"},
	{0, 0xFF, 0x12, "network rejection"},
	{0, 0xFF, 0x13, "HCI connectivity event"},
	{0, 0xFF, 0x14, "access technology change (several)"},
	{0, 0xFF, 0x15, "CSG cell selection"},
	{0, 0xFF, 0x16, "contactless state request"},
	{0, 0xFF, 0x17, "IMS registration"},
	{0, 0xFF, 0x18, "incoming IMS data"},
	{0, 0xFF, 0x19, "profile container"},
	{0, 0xFF, 0x1B, "secured profile container"},
	{0, 0xFF, 0x1C, "poll interval negotiation"},
	{0, 0xFF, 0x1D, "data connection status change"},
	{0, 0xFF, 0x1E, "CAG cell selection"},
	{0, 0xFF, 0x1F, "slices status change"},
	{0},
};

/* 8.27 */
static const struct tlv_bits location_states[] = {
	{0, 0xFF, 0x00, "normal service"},
	{0, 0xFF, 0x01, "limited service"},
	{0, 0xFF, 0x02, "no service"},
	{0},
};

/* 8.33 */
static const struct tlv_bits reader_status[] = {
	{0, 0x08, 0x08, "reader is removable"},       {0, 0x10, 0x10, "reader is present"},
	{0, 0x20, 0x20, "reader accepts ID-1 cards"}, {0, 0x40, 0x40, "card is present"},
	{0, 0x80, 0x80, "card is powered"},           {0},
};

/* 3GPP TS 31.111, 7.3.1.6 */
static const struct tlv_bits call_control[] = {
	{0, 0xFF, 0x00, "allowed, no modification"},
	{0, 0xFF, 0x01, "not allowed"},
	{0, 0xFF, 0x02, "allowed with modifications"},
	{0},
};

/* 8.49 */
static const struct tlv_bits bearers[] = {
	{0, 0xFF, 0x00, "SMS"},
	{0, 0xFF, 0x01, "CSD"},
	{0, 0xFF, 0x02, "USSD"},
	{0, 0xFF, 0x03, "packet service"},
	{0},
};

/* 8.51 */
static const struct tlv_bits browser_causes[] = {
	{0, 0xFF, 0x00, "user termination"},
	{0, 0xFF, 0x01, "error termination"},
	{0},
};

/* 8.56 */
static const struct tlv_bits channel_status[] = {
	{0, 0x07, 0x01, "channel 1"},
	{0, 0x07, 0x02, "channel 2"},
	{0, 0x07, 0x03, "channel 3"},
	{0, 0x07, 0x04, "channel 4"},
	{0, 0x07, 0x05, "channel 5"},
	{0, 0x07, 0x06, "channel 6"},
	{0, 0x07, 0x07, "channel 7"},
	{0, 0x80, 0x80, "link established, or TCP connection open"},
	{0, 0x80, 0x00, "link not established"},
	{1, 0xFF, 0x05, "link dropped"},
	{0},
};

/* 8.61 */
static const struct tlv_bits access_technologies[] = {
	{0, 0xFF, 0x00, "GSM"},
	{0, 0xFF, 0x01, "TIA/EIA-553"},
	{0, 0xFF, 0x02, "TIA/EIA-136-270"},
	{0, 0xFF, 0x03, "UTRAN"},
	{0, 0xFF, 0x04, "TETRA"},
	{0, 0xFF, 0x05, "TIA/EIA-95-B"},
	{0, 0xFF, 0x06, "cdma2000 1x"},
	{0, 0xFF, 0x07, "cdma2000 HRPD"},
	{0, 0xFF, 0x08, "E-UTRAN"},
	{0, 0xFF, 0x09, "eHRPD"},
	{0, 0xFF, 0x0A, "NG-RAN"},
	{0},
};

/* 8.31 */
static const struct tlv_bits icon_uses[] = {
	{0, 0xFF, 0x00, "replaces the text"},
	{0, 0xFF, 0x01, "shown with the text"},
	{0},
};

/* 8.52 */
static const struct tlv_bits bearer_types[] = {
	{0, 0xFF, 0x01, "CSD"},
	{0, 0xFF, 0x02, "GPRS, UTRAN or E-UTRAN packet service"},
	{0, 0xFF, 0x03, "default bearer"},
	{0, 0xFF, 0x04, "local link"},
	{0, 0xFF, 0x05, "Bluetooth"},
	{0, 0xFF, 0x06, "IrDA"},
	{0, 0xFF, 0x07, "RS232"},
	{0, 0xFF, 0x08, "cdma2000 packet data"},
	{0, 0xFF, 0x09, "UTRAN packet service, extended"},
	{0, 0xFF, 0x0A, "(I-)WLAN"},
	{0, 0xFF, 0x0B, "E-UTRAN or mapped packet service"},
	{0, 0xFF, 0x0C, "NG-RAN"},
	{0, 0xFF, 0x10, "USB"},
	{0},
};

/* 8.59 */
static const struct tlv_bits protocols[] = {
	{0, 0xFF, 0x01, "UDP, UICC in client mode, remote connection"},
	{0, 0xFF, 0x02, "TCP, UICC in client mode, remote connection"},
	{0, 0xFF, 0x03, "TCP, UICC in server mode"},
	{0, 0xFF, 0x04, "UDP, UICC in client mode, local connection"},
	{0, 0xFF, 0x05, "TCP, UICC in client mode, local connection"},
	{0, 0xFF, 0x06, "direct communication channel"},
	{0},
};

/* 8.58 */
static const struct tlv_bits address_types[] = {
	{0, 0xFF, 0x21, "IPv4"},
	{0, 0xFF, 0x57, "IPv6"},
	{0},
};

/* 8.11 */
static const struct tlv_part response_length[] = {
	{1, VALUE_NUMBER, "minimum"},
	{1, VALUE_NUMBER, "maximum"},
	{0},
};

/* 8.18 */
static const struct tlv_part file_list[] = {
	{1, VALUE_NUMBER, "number of files"},
	{0, VALUE_PATH, "path"},
	{0},
};

/* 8.31 */
static const struct tlv_part icon[] = {
	{1, VALUE_CODE, "use", icon_uses},
	{1, VALUE_NUMBER, "icon"},
	{0},
};

/* 8.38 */
static const struct tlv_part timer_value[] = {
	{1, VALUE_SWAPPED_DIGITS, "hours"},
	{1, VALUE_SWAPPED_DIGITS, "minutes"},
	{1, VALUE_SWAPPED_DIGITS, "seconds"},
	{0},
};

/* 8.52 */
static const struct tlv_part bearer_description[] = {
	{1, VALUE_CODE, "type", bearer_types},
	{0, VALUE_OPAQUE, "parameters"},
	{0},
};

/* 8.59 */
static const struct tlv_part transport[] = {
	{1, VALUE_CODE, "protocol", protocols},
	{2, VALUE_NUMBER, "port"},
	{0},
};

/* 8.58 */
static const struct tlv_part other_address[] = {
	{1, VALUE_CODE, "type", address_types},
	{0, VALUE_IP_ADDRESS, "address"},
	{0},
};

/* 8.76 */
static const struct tlv_bits battery_states[] = {
	{0, 0xFF, 0x00, "very low"}, {0, 0xFF, 0x01, "low"},  {0, 0xFF, 0x02, "average"},
	{0, 0xFF, 0x03, "good"},     {0, 0xFF, 0x04, "full"}, {0},
};

/* 8.75 */
static const struct tlv_bits search_modes[] = {
	{0, 0xFF, 0x00, "manual"},
	{0, 0xFF, 0x01, "automatic"},
	{0},
};

/* 3GPP TS 31.111, 8.73 */
static const struct tlv_bits measurements[] = {
	{0, 0xFF, 0x01, "UTRAN, intra-frequency"},
	{0, 0xFF, 0x02, "UTRAN, inter-frequency"},
	{0, 0xFF, 0x03, "UTRAN, inter-RAT (GERAN)"},
	{0, 0xFF, 0x04, "UTRAN, inter-RAT (E-UTRAN)"},
	{0, 0xFF, 0x05, "E-UTRAN, intra-frequency"},
	{0, 0xFF, 0x06, "E-UTRAN, inter-frequency"},
	{0, 0xFF, 0x07, "E-UTRAN, inter-RAT (GERAN)"},
	{0, 0xFF, 0x08, "E-UTRAN, inter-RAT (UTRAN)"},
	{0, 0xFF, 0x09, "E-UTRAN, inter-RAT (NR)"},
	{0},
};

/* 3GPP TS 31.111, 8.5; 3GPP TS 23.041, 9.4.1.2.1 */
static const struct tlv_part broadcast_page[] = {
	{2, VALUE_OPAQUE, "serial number"},
	{2, VALUE_NUMBER, "message identifier"},
	{1, VALUE_OPAQUE, "data coding scheme"},
	{1, VALUE_OPAQUE, "page parameter"},
	{0, VALUE_OPAQUE, "content"},
	{0},
};

/* 3GPP TS 31.111, 8.19: the lengths depend on the kind of network. */
static const struct tlv_part location[] = {
	{3, VALUE_PLMN, "PLMN"},
	{0, VALUE_OPAQUE, "area code and cell identity"},
	{0},
};

/* 3GPP TS 31.111, 8.46 */
static const struct tlv_bits mobile_states[] = {
	{0, 0xFF, 0x00, "idle"},
	{0, 0xFF, 0x01, "not idle"},
	{0},
};
static const struct tlv_part timing_advance[] = {
	{1, VALUE_CODE, "state of the terminal", mobile_states},
	{1, VALUE_NUMBER, "timing advance"},
	{0},
};

/* 8.92 */
static const struct tlv_bits contactless_states[] = {
	{0, 0xFF, 0x00, "enabled"},
	{0, 0xFF, 0x01, "disabled"},
	{0},
};

/* 8.103 */
static const struct tlv_bits enforcement[] = {
	{0, 0x01, 0x01, "even if the user navigates menus"},
	{0, 0x02, 0x02, "even if a data call is in progress"},
	{0, 0x04, 0x04, "even if a voice call is in progress"},
	{0},
};

/* 8.105 */
static const struct tlv_bits technology_states[] = {
	{0, 0x01, 0x00, "disabled"},
	{0, 0x01, 0x01, "enabled"},
	{0},
};
static const struct tlv_part supported_technologies[] = {
	{1, VALUE_CODE, "access technology", access_technologies, .again = true},
	{1, VALUE_BITS, "state", technology_states},
	{0},
};

/* 3GPP TS 31.111, 8.91; 3GPP TS 24.008, 10.5.5.15 */
static const struct tlv_part routing_area[] = {
	{3, VALUE_PLMN, "PLMN"},
	{2, VALUE_OPAQUE, "location area code"},
	{1, VALUE_OPAQUE, "routing area code"},
	{0},
};

/* 3GPP TS 31.111, 8.92 */
static const struct tlv_bits update_types[] = {
	{0, 0xFF, 0x00, "normal location updating"},
	{0, 0xFF, 0x01, "periodic location updating"},
	{0, 0xFF, 0x02, "IMSI attach"},
	{0, 0xFF, 0x03, "GPRS attach"},
	{0, 0xFF, 0x04, "combined GPRS and IMSI attach"},
	{0, 0xFF, 0x05, "RA updating"},
	{0, 0xFF, 0x06, "combined RA and LA updating"},
	{0, 0xFF, 0x07, "combined RA and LA updating with IMSI attach"},
	{0, 0xFF, 0x08, "periodic RA updating"},
	{0, 0xFF, 0x09, "EPS attach"},
	{0, 0xFF, 0x0A, "combined EPS and IMSI attach"},
	{0, 0xFF, 0x0B, "TA updating"},
	{0, 0xFF, 0x0C, "combined TA and LA updating"},
	{0, 0xFF, 0x0D, "combined TA and LA updating with IMSI attach"},
	{0, 0xFF, 0x0E, "periodic TA updating"},
	{0, 0xFF, 0x0F, "initial registration"},
	{0, 0xFF, 0x10, "mobility registration updating"},
	{0, 0xFF, 0x11, "periodic registration updating"},
	{0},
};

/* 3GPP TS 31.111, 8.90, 8.97 */
static const struct tlv_part networks[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{0},
};
static const struct tlv_part networks_with_technology[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{2, VALUE_OPAQUE, "access technologies"},
	{0},
};

/* 3GPP TS 31.111, 8.99 */
static const struct tlv_part tracking_area[] = {
	{3, VALUE_PLMN, "PLMN"},
	{0, VALUE_OPAQUE, "tracking area code"},
	{0},
};

/* 3GPP TS 31.111, 8.132 */
static const struct tlv_bits media_types[] = {
	{0, 0x01, 0x01, "voice"},
	{0, 0x02, 0x02, "video"},
	{0},
};

/* 3GPP TS 31.111, 8.137, 8.138 */
static const struct tlv_bits connection_states[] = {
	{0, 0xFF, 0x00, "successful"},
	{0, 0xFF, 0x01, "rejected"},
	{0, 0xFF, 0x02, "dropped or deactivated"},
	{0},
};
static const struct tlv_bits connection_types[] = {
	{0, 0xFF, 0x00, "PDP"},
	{0, 0xFF, 0x01, "PDN"},
	{0, 0xFF, 0x02, "PDU"},
	{0},
};

/* ETSI TS 101 220, 7.2; ETSI TS 102 223, 8. Some tags have another meaning in a proactive command
 * (D0), a call control (D4), an event download (D6) or a ProSe report (DF). */
static const struct tlv_row rows[] = {
	{0x01, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_COMMAND_DETAILS, "command details"},
	{0x02, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_DEVICES, "device identities"},
	{0x03, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_RESULT, "result"},
	{0x04, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_DURATION, "duration"},
	{0x05, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_ALPHA, "alpha identifier"},
	{0x06, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_DIAL_NUMBER, "address"},
	{0x07, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "capability configuration parameters"},
	{0x08, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "subaddress"},
	{0x09, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "SS string"},
	{0x09, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "PLMN identifier", .parts = networks,
         .above = 0xD6},
	{0x0A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_USSD, "USSD string"},
	{0x0B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_SENT_MESSAGE, "SMS TPDU"},
	{0x0B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_RECEIVED_MESSAGE, "SMS TPDU",
         .above = 0xD1},
	{0x0B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "PDP, PDN or PDU type",
         .above = 0xD6},
	{0x0C, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "cell broadcast page",
         .parts = broadcast_page},
	{0x0D, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODED_TEXT, "text string"},
	{0x0E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "tone", tones},
	{0x0F, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_ITEM, "item"},
	{0x10, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_NUMBER, "item identifier"},
	{0x11, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "response length",
         .parts = response_length},
	{0x12, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "file list", .parts = file_list},
	{0x13, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "location information",
         .parts = location},
	{0x14, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_SWAPPED_DIGITS, "IMEI"},
	{0x15, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "help request"},
	{0x16, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "network measurement results"},
	{0x17, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODED_TEXT, "default text"},
	{0x18, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_NEXT_ACTIONS,
         "items next action indicator"},
	{0x19, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODES, "event list", events},
	{0x1A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "cause"},
	{0x1B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "location status", location_states},
	{0x1C, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "transaction identifier"},
	{0x1D, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "BCCH channel list"},
	{0x1D, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "data connection status",
         connection_states, .above = 0xD6},
	{0x1E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "icon identifier", .parts = icon},
	{0x1F, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "item icon identifier list"},
	{0x20, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BITS, "card reader status", reader_status},
	{0x21, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "card ATR, or eCAT sequence number"},
	{0x22, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "C-APDU, or encrypted TLV list"},
	{0x23, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "R-APDU, or SA template"},
	{0x24, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_NUMBER, "timer identifier"},
	{0x25, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "timer value", .parts = timer_value},
	{0x26, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_TIMESTAMP, "date, time and time zone"},
	{0x27, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "call control requested action",
         call_control},
	{0x28, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_TEXT, "AT command"},
	{0x29, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_TEXT, "AT response"},
	{0x2A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "BC repeat indicator"},
	{0x2A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "data connection type",
         connection_types, .above = 0xD6},
	{0x2B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "immediate response"},
	{0x2C, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_SWAPPED_DIGITS, "DTMF string"},
	{0x2D, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_TEXT, "language"},
	{0x2E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "timing advance",
         .parts = timing_advance},
	{0x2E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "session management cause",
         .above = 0xD6},
	{0x2F, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_AID, "AID"},
	{0x30, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "browser identity"},
	{0x31, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_TEXT, "URL or URI"},
	{0x32, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODES, "bearer", bearers},
	{0x33, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "provisioning reference file"},
	{0x34, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS,
         "supported radio access technologies", .parts = supported_technologies},
	{0x34, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "browser termination cause",
         browser_causes, .above = 0xD6},
	{0x35, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "bearer description",
         .parts = bearer_description},
	{0x36, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "channel data"},
	{0x37, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_NUMBER, "channel data length"},
	{0x38, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BITS, "channel status", channel_status},
	{0x39, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_NUMBER, "buffer size"},
	{0x3A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "card reader identifier"},
	{0x3A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BITS, "REFRESH enforcement policy",
         enforcement, .above = 0xD0},
	{0x3B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "file update information"},
	{0x3B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "application specific refresh data",
         .above = 0xD0},
	{0x3C, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS,
         "UICC/terminal interface transport level", .parts = transport},
	{0x3E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "other address",
         .parts = other_address},
	{0x3F, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODES, "access technology",
         access_technologies},
	{0x40, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "DNS server address",
         .parts = other_address},
	{0x40, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "display parameters", .above = 0xD6},
	{0x41, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "service record"},
	{0x47, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_LABELS, "network access name"},
	{0x42, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "device filter"},
	{0x43, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "service search"},
	{0x44, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "attribute information"},
	{0x45, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "service availability"},
	{0x46, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "ESN"},
	{0x48, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "CDMA SMS TPDU"},
	{0x49, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "remote entity address"},
	{0x4A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "I-WLAN identifier, or SSID"},
	{0x4B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "(I-)WLAN access status"},
	{0x50, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "text attribute"},
	{0x51, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "item text attribute list"},
	{0x52, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "PDP context activation parameter"},
	{0x53, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "contactless state request"},
	{0x54, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "contactless functionality state",
         contactless_states},
	{0x55, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "CSG cell selection status, or IMS call disconnection cause"},
	{0x56, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "CSG identifier"},
	{0x57, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "HNB name, or extended rejection cause code"},
	{0x60, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "MAC"},
	{0x61, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "emergency call object"},
	{0x62, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_SWAPPED_DIGITS, "IMEISV"},
	{0x63, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "battery state", battery_states},
	{0x64, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "browsing status"},
	{0x65, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "network search mode", search_modes},
	{0x66, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "frame layout"},
	{0x67, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "frames information"},
	{0x68, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "frame identifier"},
	{0x69, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "UTRAN/E-UTRAN measurement qualifier",
         measurements},
	{0x6A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "multimedia message reference"},
	{0x6B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "multimedia message identifier"},
	{0x6C, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "multimedia message transfer status"},
	{0x6D, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "MEID"},
	{0x6E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "multimedia message content identifier"},
	{0x6F, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "multimedia message notification"},
	{0x70, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "last envelope"},
	{0x71, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "registry application data"},
	{0x72, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "PLMNwAcT list",
         .parts = networks_with_technology},
	{0x73, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "routing area information",
         .parts = routing_area},
	{0x73, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "URI truncated", .above = 0xD4},
	{0x74, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_CODE, "update or attach type",
         update_types},
	{0x74, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "ProSe report data", .above = 0xDF},
	{0x75, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "rejection cause code"},
	{0x76, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "geographical location parameters, or IARI"},
	{0x77, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "GAD shapes, or IMPU list"},
	{0x78, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_TEXT, "NMEA sentence, or IMS status code"},
	{0x79, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "PLMN list, or E-UTRAN inter-frequency measurement results"},
	{0x79, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "PLMN list", .parts = networks,
         .above = 0xD0},
	{0x7A, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "broadcast network information, or extended registry application data"},
	{0x7B, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "ACTIVATE descriptor"},
	{0x7C, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES,
         "EPS PDN connection activation parameters"},
	{0x7D, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_PARTS, "tracking area identification",
         .parts = tracking_area},
	{0x7E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BYTES, "CSG identifier list"},
	{0x7E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BITS, "media type", media_types,
         .above = 0xD0},
	{0x7E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BITS, "media type", media_types,
         .above = 0xD4},
	{0x7E, TLV_IN_COMPREHENSION, FAMILY_UICC, VALUE_BITS, "media type", media_types,
         .above = 0xD6},

	/* ETSI TS 101 220, 7.2: BER-TLV around them */
	{0xD0, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "proactive command"},
	{0xD1, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "SMS-PP download"},
	{0xD2, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "cell broadcast download"},
	{0xD3, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "menu selection"},
	{0xD4, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "call control"},
	{0xD5, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "MO short message control"},
	{0xD6, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "event download"},
	{0xD7, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "timer expiration"},
	{0xD8, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "reserved for intra-UICC communication"},
	{0xD9, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "USSD download"},
	{0xDA, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "MMS transfer status"},
	{0xDB, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "MMS notification download"},
	{0xDC, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "terminal application"},
	{0xDD, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "geographical location reporting"},
	{0xDE, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "envelope container"},
	{0xDF, TLV_OUTERMOST, FAMILY_UICC, VALUE_BYTES, "ProSe report"},
};

const struct tlv_table tlv_toolkit = {rows, sizeof rows / sizeof *rows};
