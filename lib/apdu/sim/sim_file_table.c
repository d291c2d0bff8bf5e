#include "apdu/sim/sim_file_table.h"

#include "apdu/sim/sim_records.h"
#include "apdu/sim/sim_services.h"

/* Clauses are those of 3GPP TS 31.102, or of TS 51.011 where a SIM's file differs. */

/* 4.2.1, ETSI TS 102 221, 13.3, TS 51.011, 10.1.2 */
static const struct tlv_part languages[] = {
	{2, VALUE_TEXT, "language", .again = true},
	{0},
};

/* 3GPP TS 23.038, 5: data coding schemes of cell broadcast */
static const struct tlv_bits language_codes[] = {
	{0, 0xFF, 0x00, "German"},
	{0, 0xFF, 0x01, "English"},
	{0, 0xFF, 0x02, "Italian"},
	{0, 0xFF, 0x03, "French"},
	{0, 0xFF, 0x04, "Spanish"},
	{0, 0xFF, 0x05, "Dutch"},
	{0, 0xFF, 0x06, "Swedish"},
	{0, 0xFF, 0x07, "Danish"},
	{0, 0xFF, 0x08, "Portuguese"},
	{0, 0xFF, 0x09, "Finnish"},
	{0, 0xFF, 0x0A, "Norwegian"},
	{0, 0xFF, 0x0B, "Greek"},
	{0, 0xFF, 0x0C, "Turkish"},
	{0, 0xFF, 0x0D, "Hungarian"},
	{0, 0xFF, 0x0E, "Polish"},
	{0, 0xFF, 0x0F, "unspecified"},
	{0, 0xFF, 0x20, "Czech"},
	{0, 0xFF, 0x21, "Hebrew"},
	{0, 0xFF, 0x22, "Arabic"},
	{0, 0xFF, 0x23, "Russian"},
	{0, 0xFF, 0x24, "Icelandic"},
	{0, 0xFF, 0xFF, "none"},
	{0},
};

/* TS 51.011, 10.3.1 */
static const struct tlv_part sim_languages[] = {
	{1, VALUE_CODE, "language", language_codes, .again = true},
	{0},
};

/* 4.2.3, 4.2.4 */
static const struct tlv_part keys[] = {
	{1, VALUE_NUMBER, "key set identifier (7: no key)"},
	{16, VALUE_OPAQUE, "CK"},
	{16, VALUE_OPAQUE, "IK"},
	{0},
};

/* TS 51.011, 10.3.3 */
static const struct tlv_part kc[] = {
	{8, VALUE_OPAQUE, "Kc"},
	{1, VALUE_NUMBER, "ciphering key sequence number (7: no key)"},
	{0},
};

/* 4.2.6 */
static const struct tlv_part search_period[] = {
	{1, VALUE_NUMBER, "search period, in units of 6 minutes"},
	{0},
};

/* 4.2.16, 4.2.84, TS 51.011, 10.3.4 */
static const struct tlv_part networks[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{0},
};

/* 4.2.5, 4.2.53, 4.2.54 */
static const struct tlv_bits access_technologies[] = {
	{0, 0x80, 0x80, "UTRAN"},
	{0, 0x70, 0x40, "E-UTRAN, WB-S1 and NB-S1"},
	{0, 0x70, 0x50, "E-UTRAN, NB-S1"},
	{0, 0x70, 0x60, "E-UTRAN, WB-S1"},
	{0, 0x70, 0x70, "E-UTRAN, WB-S1 and NB-S1"},
	{0, 0x08, 0x08, "NG-RAN"},
	{0, 0x04, 0x04, "satellite NG-RAN"},
	{0, 0x02, 0x02, "satellite E-UTRAN, WB-S1"},
	{0, 0x01, 0x01, "satellite E-UTRAN, NB-S1"},
	{1, 0x8C, 0x80, "GSM and EC-GSM-IoT"},
	{1, 0x8C, 0x84, "GSM"},
	{1, 0x8C, 0x88, "EC-GSM-IoT"},
	{1, 0x8C, 0x8C, "GSM and EC-GSM-IoT"},
	{1, 0x40, 0x40, "GSM COMPACT"},
	{1, 0x20, 0x20, "cdma2000 HRPD"},
	{1, 0x10, 0x10, "cdma2000 1xRTT"},
	{0},
};
static const struct tlv_part networks_with_technology[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{2, VALUE_BITS, "access technologies", access_technologies},
	{0},
};

/* 4.2.9 */
static const struct tlv_part call_meter[] = {{3, VALUE_NUMBER, "units"}, {0}};

/* 4.2.12 */
static const struct tlv_bits name_display[] = {
	{0, 0x01, 0x00, "the PLMN's name need not be shown in the HPLMN or one in EF.SPDI"},
	{0, 0x01, 0x01, "the PLMN's name must be shown in the HPLMN or one in EF.SPDI"},
	{0, 0x02, 0x00, "the provider's name must be shown in other PLMNs"},
	{0, 0x02, 0x02, "the provider's name need not be shown in other PLMNs"},
	{0},
};
static const struct tlv_part provider_name[] = {
	{1, VALUE_BITS, "display condition", name_display},
	{16, VALUE_ALPHA, "service provider name"},
	{0},
};

/* 4.2.13 */
static const struct tlv_part price[] = {
	{3, VALUE_TEXT, "currency"},
	{2, VALUE_PRICE, "price per unit"},
	{0},
};

/* 4.2.14, 4.2.20, 4.2.22 */
static const struct tlv_part message_identifiers[] = {
	{2, VALUE_OPTIONAL, "message identifier", .again = true},
	{0},
};
static const struct tlv_part message_ranges[] = {
	{2, VALUE_OPTIONAL, "message identifiers from", .again = true},
	{2, VALUE_OPTIONAL, "to"},
	{0},
};

/* 4.2.15 */
static const struct tlv_bits access_classes[] = {
	{0, 0x80, 0x80, "class 15: PLMN staff"},
	{0, 0x40, 0x40, "class 14: emergency services"},
	{0, 0x20, 0x20, "class 13: public utilities"},
	{0, 0x10, 0x10, "class 12: security services"},
	{0, 0x08, 0x08, "class 11: PLMN use"},
	{1, 0x80, 0x80, "class 7"},
	{1, 0x40, 0x40, "class 6"},
	{1, 0x20, 0x20, "class 5"},
	{1, 0x10, 0x10, "class 4"},
	{1, 0x08, 0x08, "class 3"},
	{1, 0x04, 0x04, "class 2"},
	{1, 0x02, 0x02, "class 1"},
	{1, 0x01, 0x01, "class 0"},
	{0, 0x02, 0x02, "class 9"},
	{0, 0x01, 0x01, "class 8"},
	{0},
};
static const struct tlv_part access_control[] = {
	{2, VALUE_BITS, "access classes", access_classes},
	{0},
};

/* 4.2.17, 4.2.23, 4.2.91 */
#define UPDATE_STATUS(not_allowed) \
	{0, 0x07, 0x00, "updated"}, {0, 0x07, 0x01, "not updated"}, \
	{ \
		0, 0x07, 0x02, not_allowed \
	}

static const struct tlv_bits location_status[] = {
	UPDATE_STATUS("PLMN not allowed"),
	{0, 0x07, 0x03, "location area not allowed"},
	{0},
};
static const struct tlv_bits routing_status[] = {
	UPDATE_STATUS("PLMN not allowed"),
	{0, 0x07, 0x03, "routing area not allowed"},
	{0},
};
static const struct tlv_bits eps_status[] = {UPDATE_STATUS("roaming not allowed"), {0}};

static const struct tlv_part location[] = {
	{4, VALUE_OPAQUE, "TMSI"},
	{3, VALUE_PLMN, "PLMN"},
	{2, VALUE_OPAQUE, "location area code"},
	{1, VALUE_OPAQUE, "TMSI TIME, or reserved"},
	{1, VALUE_CODE, "location update status", location_status},
	{0},
};
static const struct tlv_part packet_location[] = {
	{4, VALUE_OPAQUE, "P-TMSI"},
	{3, VALUE_OPAQUE, "P-TMSI signature"},
	{3, VALUE_PLMN, "PLMN"},
	{2, VALUE_OPAQUE, "location area code"},
	{1, VALUE_OPAQUE, "routing area code"},
	{1, VALUE_CODE, "routing area update status", routing_status},
	{0},
};
/* 3GPP TS 24.301, 9.9.3.12 */
static const struct tlv_part eps_location[] = {
	{2, VALUE_OPAQUE, "length and type of the GUTI"},
	{3, VALUE_PLMN, "PLMN of the GUTI"},
	{2, VALUE_OPAQUE, "MME group identifier"},
	{1, VALUE_OPAQUE, "MME code"},
	{4, VALUE_OPAQUE, "M-TMSI"},
	{3, VALUE_PLMN, "last PLMN visited"},
	{2, VALUE_OPAQUE, "tracking area code"},
	{1, VALUE_CODE, "EPS update status", eps_status},
	{0},
};
/* 4.4.11.2; 3GPP TS 24.501, 9.11.3.4 */
static const struct tlv_part location_5gs[] = {
	{3, VALUE_OPAQUE, "length and type of the 5G-GUTI"},
	{3, VALUE_PLMN, "PLMN of the 5G-GUTI"},
	{1, VALUE_OPAQUE, "AMF region identifier"},
	{2, VALUE_OPAQUE, "AMF set identifier and pointer"},
	{4, VALUE_OPAQUE, "5G-TMSI"},
	{3, VALUE_PLMN, "last PLMN visited"},
	{3, VALUE_OPAQUE, "tracking area code"},
	{1, VALUE_CODE, "5GS update status", eps_status},
	{0},
};

/* 4.2.18 */
static const struct tlv_bits operation_modes[] = {
	{0, 0xFF, 0x00, "normal"},
	{0, 0xFF, 0x01, "normal, and specific facilities"},
	{0, 0xFF, 0x02, "maintenance (off line)"},
	{0, 0xFF, 0x04, "cell test"},
	{0, 0xFF, 0x80, "type approval"},
	{0, 0xFF, 0x81, "type approval, and specific facilities"},
	{0},
};
static const struct tlv_bits usim_administration[] = {
	{1, 0x01, 0x01, "ciphering indicator"},
	{1, 0x02, 0x02, "only CSGs of the operator's list are displayed"},
	{1, 0x04, 0x04, "ProSe for public safety"},
	{1, 0x08, 0x08, "extended DRX"},
	{1, 0x10, 0x10, "5G ProSe"},
	{0},
};
static const struct tlv_bits sim_administration[] = {
	{1, 0x01, 0x01, "ciphering indicator"},
	{0},
};
static const struct tlv_bits mnc_lengths[] = {
	{0, 0x0F, 0x02, "2 digits"},
	{0, 0x0F, 0x03, "3 digits"},
	{0},
};
#define ADMINISTRATION(bits) \
	{1, VALUE_CODE, "operation mode", operation_modes}, \
		{2, VALUE_BITS, "additional information", bits}, \
		{1, VALUE_CODE, "MNC in the IMSI", mnc_lengths}, {0, VALUE_OPAQUE, "reserved"}, \
		{0}

static const struct tlv_part usim_data[] = {ADMINISTRATION(usim_administration)};
static const struct tlv_part sim_data[] = {ADMINISTRATION(sim_administration)};

/* TS 51.011, 10.3.19 */
static const struct tlv_bits phases[] = {
	{0, 0xFF, 0x00, "1"},
	{0, 0xFF, 0x02, "2"},
	{0, 0xFF, 0x03, "2, with PROFILE DOWNLOAD"},
	{0},
};
static const struct tlv_part phase[] = {{1, VALUE_CODE, "phase", phases}, {0}};

/* TS 51.011, 10.3.27 */
static const struct tlv_part sim_emergency_calls[] = {
	{3, VALUE_SWAPPED_DIGITS, "emergency call code", .again = true},
	{0},
};

/* 4.2.59 */
static const struct tlv_part operator_networks[] = {
	{3, VALUE_PLMN, "PLMN (D: any digit)"},
	{2, VALUE_OPAQUE, "location or tracking area codes from"},
	{2, VALUE_OPAQUE, "to"},
	{1, VALUE_RECORD, "record of the name in EF.PNN"},
	{0},
};
/* 4.4.11.9 */
static const struct tlv_part operator_networks_5gs[] = {
	{3, VALUE_PLMN, "PLMN (D: any digit)"},
	{3, VALUE_OPAQUE, "tracking area codes from"},
	{3, VALUE_OPAQUE, "to"},
	{1, VALUE_RECORD, "record of the name in EF.PNN"},
	{0},
};

/* 4.2.62 */
static const struct tlv_part mailboxes[] = {
	{1, VALUE_RECORD, "record for voicemail"}, {1, VALUE_RECORD, "record for fax"},
	{1, VALUE_RECORD, "record for e-mail"},    {1, VALUE_RECORD, "record for others"},
	{1, VALUE_RECORD, "record for videomail"}, {0},
};

/* 4.2.63 */
static const struct tlv_bits waiting[] = {
	{0, 0x01, 0x01, "voicemail"}, {0, 0x02, 0x02, "fax"},       {0, 0x04, 0x04, "e-mail"},
	{0, 0x08, 0x08, "others"},    {0, 0x10, 0x10, "videomail"}, {0},
};
static const struct tlv_part message_waiting[] = {
	{1, VALUE_BITS, "messages waiting", waiting},
	{1, VALUE_NUMBER, "voicemails"},
	{1, VALUE_NUMBER, "faxes"},
	{1, VALUE_NUMBER, "e-mails"},
	{1, VALUE_NUMBER, "others"},
	{1, VALUE_NUMBER, "videomails"},
	{0},
};

/* 4.2.85 */
static const struct tlv_bits preferences[] = {
	{0, 0xFF, 0x00, "no preference"},
	{0, 0xFF, 0x01, "only the equivalent HPLMN of the highest priority"},
	{0, 0xFF, 0x02, "all equivalent HPLMNs"},
	{0},
};
static const struct tlv_part presentation[] = {
	{1, VALUE_CODE, "networks presented", preferences},
	{0},
};

/* 4.2.10, 4.2.11 */
static const struct tlv_part group_identifier[] = {{0, VALUE_BYTES, "group identifier"}, {0}};

/* 4.2.28 */
static const struct tlv_bits memory[] = {
	{0, 0x01, 0x00, "capacity exceeded"},
	{0, 0x01, 0x01, "capacity not exceeded"},
	{0},
};
static const struct tlv_part message_state[] = {
	{1, VALUE_OPTIONAL, "last message reference used"},
	{1, VALUE_CODE, "memory for short messages", memory},
	{0, VALUE_OPAQUE, "reserved"},
	{0},
};

/* 4.2.32 */
static const struct tlv_part status_report[] = {
	{1, VALUE_RECORD, "record of the message in EF.SMS"},
	{29, VALUE_RECEIVED_MESSAGE, "status report"},
	{0},
};

/* 4.4.2.4 */
static const struct tlv_bits extensions[] = {
	{0, 0xFF, 0x00, "free"},
	{0, 0xFF, 0x01, "called party subaddress"},
	{0, 0xFF, 0x02, "more of the number"},
	{0, 0xFF, 0xFF, "free"},
	{0},
};
static const struct tlv_part extension[] = {
	{1, VALUE_CODE, "record type", extensions},
	{11, VALUE_OPAQUE, "extension data"},
	{1, VALUE_RECORD, "next extension record"},
	{0},
};

/* 4.2.35, 4.2.36 */
static const struct tlv_part call_timer[] = {{3, VALUE_OPTIONAL, "seconds"}, {0}};

/* 4.2.39, 4.2.40 */
static const struct tlv_bits priorities[] = {
	{0, 0x01, 0x01, "level A"}, {0, 0x02, 0x02, "level B"},
	{0, 0x04, 0x04, "level 0"}, {0, 0x08, 0x08, "level 1"},
	{0, 0x10, 0x10, "level 2"}, {0, 0x20, 0x20, "level 3"},
	{0, 0x40, 0x40, "level 4"}, {0},
};
static const struct tlv_part precedence[] = {
	{1, VALUE_BITS, "priority levels", priorities},
	{1, VALUE_BITS, "levels with fast call setup", priorities},
	{0},
};
static const struct tlv_part automatic_answer[] = {
	{1, VALUE_BITS, "levels answered automatically", priorities},
	{0},
};

/* 4.2.50 */
static const struct tlv_part cooperative_networks[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{1, VALUE_OPTIONAL, "network subset"},
	{1, VALUE_OPTIONAL, "service provider"},
	{1, VALUE_OPTIONAL, "corporate identifier"},
	{0},
};

/* 4.2.51, 4.2.52 */
static const struct tlv_part hyperframe_numbers[] = {
	{3, VALUE_NUMBER, "START of the CS domain"},
	{3, VALUE_NUMBER, "START of the PS domain"},
	{0},
};
static const struct tlv_part hyperframe_threshold[] = {
	{3, VALUE_NUMBER, "maximum value of START"},
	{0},
};

/* 4.2.86 */
static const struct tlv_bits registrations[] = {
	{0, 0xFF, 0x00, "last registered PLMN"},
	{0, 0xFF, 0x01, "HPLMN or last registered PLMN"},
	{0},
};
static const struct tlv_part registration[] = {
	{1, VALUE_CODE, "registration at switch-on", registrations},
	{0},
};

/* 4.2.96 */
static const struct tlv_bits warnings[] = {
	{0, 0x01, 0x01, "warnings ignored in the HPLMN and equivalent PLMNs"},
	{0, 0x02, 0x02, "warnings ignored in visited PLMNs"},
	{0},
};
static const struct tlv_part warning[] = {{1, VALUE_BITS, "public warnings", warnings}, {0}};

/* TS 51.011, 10.3.39 */
static const struct tlv_bits scans[] = {
	{0, 0x01, 0x01, "in limited service"},
	{0, 0x02, 0x02, "after a successful PLMN selection"},
	{0},
};
static const struct tlv_part scan[] = {{1, VALUE_BITS, "investigation scan", scans}, {0}};

/* 4.4.2.12 */
static const struct tlv_part counter[] = {{0, VALUE_NUMBER, "counter"}, {0}};
static const struct tlv_part unique_identifier[] = {
	{2, VALUE_NUMBER, "last unique identifier used"},
	{0},
};

/* 4.4.11.7 */
static const struct tlv_bits identities[] = {
	{0, 0x01, 0x01, "multimedia priority service"},
	{0, 0x02, 0x02, "mission critical services"},
	{0},
};
static const struct tlv_part access_identities[] = {
	{4, VALUE_BITS, "access identities", identities},
	{0},
};

/* 4.4.11.11 */
static const struct tlv_part routing_indicator[] = {
	{2, VALUE_SWAPPED_DIGITS, "routing indicator"},
	{2, VALUE_OPAQUE, "reserved"},
	{0},
};

/* 4.4.11.19 */
static const struct tlv_bits offload[] = {
	{0, 0x01, 0x00, "disabled"},
	{0, 0x01, 0x01, "enabled"},
	{0},
};
static const struct tlv_part wlan_offload[] = {{1, VALUE_CODE, "5G NSWO", offload}, {0}};

/* 4.4.11.20 */
static const struct tlv_part search_multiplier[] = {
	{1, VALUE_NUMBER, "multiplier of the search period, for satellite access"},
	{0},
};

/* EF.FromPreferred, which ISIMs have as well */
static const struct tlv_bits from_preferred[] = {
	{0, 0x01, 0x00, "not preferred"},
	{0, 0x01, 0x01, "preferred"},
	{0},
};
static const struct tlv_part sender[] = {{1, VALUE_CODE, "From header", from_preferred}, {0}};

/* ETSI TS 102 221, 13.6 */
static const struct tlv_bits power_details[] = {
	{0, 0x01, 0x01, "increased current when idle required"},
	{0, 0x02, 0x02, "suspension of the UICC supported"},
	{0},
};
static const struct tlv_part power_consumption[] = {
	{1, VALUE_NUMBER, "maximum current in mA"},
	{1, VALUE_OPTIONAL, "operator's time-out in seconds"},
	{1, VALUE_BITS, "additional information", power_details},
	{0, VALUE_OPAQUE, "reserved"},
	{0},
};

/* ETSI TS 102 221, 13.2 */
static const struct tlv_part iccid[] = {{0, VALUE_SWAPPED_DIGITS, "ICCID"}, {0}};

/* 13.4 and 9.2.7: rules in the expanded format */
static bool describe_access_rules(const struct data_context *context)
{
	data_objects(context, TLV_BER, 0xAB, FAMILY_UICC);
	return true;
}

/* The first row of a file that matches the family counts. */
const struct sim_file sim_files_3gpp[] = {
	{0x2F05, FAMILY_NONE, languages, .sfi = 0x05},
	{0x2F06, FAMILY_NONE, .describe = describe_access_rules, .sfi = 0x06},
	{0x2F08, FAMILY_NONE, power_consumption, .sfi = 0x08},
	{0x2FE2, FAMILY_NONE, iccid, .sfi = 0x02},
	{0x6F02, FAMILY_ISIM, .objects = 0x6F02, .sfi = 0x02},
	{0x6F03, FAMILY_ISIM, .objects = 0x6F03, .sfi = 0x05},
	{0x6F04, FAMILY_ISIM, .objects = 0x6F04, .sfi = 0x04},
	{0x6F05, FAMILY_SIM, sim_languages},
	{0x6F05, FAMILY_USIM, languages, .sfi = 0x02},
	{0x6F06, FAMILY_ISIM, .describe = describe_access_rules, .sfi = 0x06},
	{0x6F06, FAMILY_UICC, .describe = describe_access_rules, .sfi = 0x17},
	{0x6F07, FAMILY_ISIM, .describe = describe_isim_services, .sfi = 0x07},
	{0x6F07, FAMILY_NONE, .describe = describe_imsi, .sfi = 0x07},
	{0x6F08, FAMILY_USIM, keys, .sfi = 0x08},
	{0x6F09, FAMILY_ISIM, .objects = 0x6F09},
	{0x6F09, FAMILY_USIM, keys, .sfi = 0x09},
	{0x6F20, FAMILY_SIM, kc},
	{0x6F30, FAMILY_SIM, networks},
	{0x6F31, FAMILY_NONE, search_period, .sfi = 0x12},
	{0x6F32, FAMILY_NONE, cooperative_networks},
	{0x6F37, FAMILY_NONE, call_meter},
	{0x6F38, FAMILY_SIM, .describe = describe_sim_services},
	{0x6F38, FAMILY_USIM, .describe = describe_usim_services, .sfi = 0x04},
	{0x6F39, FAMILY_NONE, call_meter},
	{0x6F3A, FAMILY_NONE, .describe = describe_dialling},
	{0x6F3B, FAMILY_NONE, .describe = describe_dialling},
	{0x6F3C, FAMILY_NONE, .describe = describe_message},
	{0x6F3E, FAMILY_NONE, group_identifier},
	{0x6F3F, FAMILY_NONE, group_identifier},
	{0x6F40, FAMILY_NONE, .describe = describe_dialling},
	{0x6F41, FAMILY_NONE, price},
	{0x6F42, FAMILY_NONE, .describe = describe_parameters},
	{0x6F43, FAMILY_NONE, message_state},
	{0x6F44, FAMILY_NONE, .describe = describe_dialling},
	{0x6F45, FAMILY_NONE, message_identifiers},
	{0x6F46, FAMILY_NONE, provider_name},
	{0x6F47, FAMILY_NONE, status_report},
	{0x6F48, FAMILY_NONE, message_identifiers, .sfi = 0x0E},
	{0x6F49, FAMILY_NONE, .describe = describe_dialling},
	{0x6F4A, FAMILY_NONE, extension},
	{0x6F4B, FAMILY_NONE, extension},
	{0x6F4C, FAMILY_NONE, extension},
	{0x6F4D, FAMILY_NONE, .describe = describe_barred},
	{0x6F4E, FAMILY_NONE, extension},
	{0x6F50, FAMILY_NONE, message_ranges},
	{0x6F52, FAMILY_SIM, kc},
	{0x6F53, FAMILY_SIM, packet_location},
	{0x6F55, FAMILY_USIM, extension},
	{0x6F56, FAMILY_USIM, .describe = describe_enabled_services, .sfi = 0x05},
	{0x6F57, FAMILY_USIM, .describe = describe_access_points},
	{0x6F5B, FAMILY_USIM, hyperframe_numbers, .sfi = 0x0F},
	{0x6F5C, FAMILY_USIM, hyperframe_threshold, .sfi = 0x10},
	{0x6F60, FAMILY_NONE, networks_with_technology, .sfi = 0x0A},
	{0x6F61, FAMILY_NONE, networks_with_technology, .sfi = 0x11},
	{0x6F62, FAMILY_NONE, networks_with_technology, .sfi = 0x13},
	{0x6F64, FAMILY_SIM, scan},
	{0x6F73, FAMILY_USIM, packet_location, .sfi = 0x0C},
	{0x6F78, FAMILY_NONE, access_control, .sfi = 0x06},
	{0x6F7B, FAMILY_NONE, networks, .sfi = 0x0D},
	{0x6F7E, FAMILY_NONE, location, .sfi = 0x0B},
	{0x6F80, FAMILY_USIM, .describe = describe_incoming_call, .sfi = 0x14},
	{0x6F81, FAMILY_USIM, .describe = describe_outgoing_call, .sfi = 0x15},
	{0x6F82, FAMILY_USIM, call_timer},
	{0x6F83, FAMILY_USIM, call_timer},
	{0x6FAD, FAMILY_SIM, sim_data},
	{0x6FAD, FAMILY_UICC, usim_data, .sfi = 0x03},
	{0x6FAE, FAMILY_SIM, phase},
	{0x6FB5, FAMILY_NONE, precedence},
	{0x6FB6, FAMILY_NONE, automatic_answer},
	{0x6FB7, FAMILY_SIM, sim_emergency_calls},
	{0x6FB7, FAMILY_USIM, .describe = describe_emergency_call, .sfi = 0x01},
	{0x6FC5, FAMILY_NONE, .objects = 0x6FC5, .sfi = 0x19},
	{0x6FC6, FAMILY_NONE, operator_networks, .sfi = 0x1A},
	{0x6FC7, FAMILY_NONE, .describe = describe_dialling},
	{0x6FC8, FAMILY_NONE, extension},
	{0x6FC9, FAMILY_NONE, mailboxes},
	{0x6FCA, FAMILY_NONE, message_waiting},
	{0x6FCB, FAMILY_NONE, .describe = describe_forwarding},
	{0x6FCC, FAMILY_NONE, extension},
	{0x6FCD, FAMILY_NONE, .objects = 0x6FCD, .sfi = 0x1B},
	{0x6FCF, FAMILY_NONE, extension},
	{0x6FD9, FAMILY_USIM, networks, .sfi = 0x1D},
	{0x6FDB, FAMILY_USIM, presentation},
	{0x6FDC, FAMILY_USIM, registration},
	{0x6FDD, FAMILY_UICC, .objects = 0x6FDD},
	{0x6FE3, FAMILY_USIM, eps_location, .sfi = 0x1E},
	{0x6FE4, FAMILY_USIM, .objects = 0x6FE4, .sfi = 0x18},
	{0x6FEC, FAMILY_USIM, warning},
	{0x6FF3, FAMILY_USIM, .objects = 0x6FF3},
	{0x6FF4, FAMILY_USIM, .objects = 0x6FF4},
	{0x6FF5, FAMILY_USIM, .objects = 0x6FF3},
	{0x6FF6, FAMILY_USIM, .objects = 0x6FF4},
	{0x6FF7, FAMILY_UICC, sender},
	{0x4F22, FAMILY_NONE, counter, .directory = 0x5F3A},
	{0x4F23, FAMILY_NONE, counter, .directory = 0x5F3A},
	{0x4F24, FAMILY_NONE, unique_identifier, .directory = 0x5F3A},
	{0x4F30, FAMILY_NONE, .objects = 0x4F30, .directory = 0x5F3A},
	{0x4F20, FAMILY_NONE, kc, .sfi = 0x01, .directory = 0x5F3B},
	{0x4F52, FAMILY_NONE, kc, .sfi = 0x02, .directory = 0x5F3B},
	{0x4F64, FAMILY_NONE, scan, .directory = 0x5F3B},
	{0x4F01, FAMILY_NONE, location_5gs, .sfi = 0x01, .directory = 0x5FC0},
	{0x4F02, FAMILY_NONE, location_5gs, .sfi = 0x02, .directory = 0x5FC0},
	{0x4F03, FAMILY_NONE, .objects = 0x4F03, .sfi = 0x03, .directory = 0x5FC0},
	{0x4F04, FAMILY_NONE, .objects = 0x4F03, .sfi = 0x04, .directory = 0x5FC0},
	{0x4F05, FAMILY_NONE, .objects = 0x4F05, .sfi = 0x05, .directory = 0x5FC0},
	{0x4F06, FAMILY_NONE, access_identities, .sfi = 0x06, .directory = 0x5FC0},
	{0x4F07, FAMILY_NONE, .objects = 0x4F07, .sfi = 0x07, .directory = 0x5FC0},
	{0x4F08, FAMILY_NONE, operator_networks_5gs, .sfi = 0x08, .directory = 0x5FC0},
	{0x4F09, FAMILY_NONE, .objects = 0x4F09, .sfi = 0x09, .directory = 0x5FC0},
	{0x4F0A, FAMILY_NONE, routing_indicator, .sfi = 0x0A, .directory = 0x5FC0},
	{0x4F0C, FAMILY_NONE, .objects = 0x4F0C, .sfi = 0x0C, .directory = 0x5FC0},
	{0x4F11, FAMILY_NONE, wlan_offload, .sfi = 0x11, .directory = 0x5FC0},
	{0x4F15, FAMILY_NONE, search_multiplier, .sfi = 0x15, .directory = 0x5FC0},
	{0x4F01, FAMILY_NONE, .objects = 0x4F07, .directory = 0x5FD0},
	{0},
};
