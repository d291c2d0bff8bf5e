#include "apdu/sim_files.h"

#include "apdu/sim_records.h"
#include "apdu/sim_services.h"

/* Clauses are those of 3GPP TS 31.102, or of TS 51.011 where a SIM's file differs. */

/* 4.2.1, ETSI TS 102 221, 13.3 */
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

/* 4.2.3 */
static const struct tlv_part keys[] = {
	{1, VALUE_NUMBER, "key set identifier"},
	{16, VALUE_OPAQUE, "CK"},
	{16, VALUE_OPAQUE, "IK"},
	{0},
};

/* TS 51.011, 10.3.3 */
static const struct tlv_part kc[] = {
	{8, VALUE_OPAQUE, "Kc"},
	{1, VALUE_NUMBER, "ciphering key sequence number"},
	{0},
};

/* 4.2.6 */
static const struct tlv_part search_period[] = {
	{1, VALUE_NUMBER, "search period, in units of 6 minutes"},
	{0},
};

/* 4.2.16, TS 51.011, 10.3.4: the last ones may be unused */
static const struct tlv_part networks[] = {
	{3, VALUE_PLMN, "PLMN", .again = true},
	{0},
};

/* 4.2.5 */
static const struct tlv_bits access_technologies[] = {
	{0, 0x80, 0x80, "UTRAN"},
	{0, 0x70, 0x40, "E-UTRAN, WB-S1 and NB-S1"},
	{0, 0x70, 0x50, "E-UTRAN, NB-S1"},
	{0, 0x70, 0x60, "E-UTRAN, WB-S1"},
	{0, 0x70, 0x70, "E-UTRAN, WB-S1 and NB-S1"},
	{0, 0x08, 0x08, "NG-RAN"},
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
	{0, 0x01, 0x00, "the name of the registered PLMN need not be displayed"},
	{0, 0x01, 0x01, "the name of the registered PLMN is to be displayed"},
	{0, 0x02, 0x00, "the provider's name is to be displayed in its other networks"},
	{0, 0x02, 0x02, "the provider's name need not be displayed in its other networks"},
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
	{2, VALUE_OPAQUE, "price per unit: three digits, then the exponent"},
	{0},
};

/* 4.2.14 */
static const struct tlv_part message_identifiers[] = {
	{2, VALUE_NUMBER, "message identifier", .again = true},
	{0},
};
static const struct tlv_part message_ranges[] = {
	{2, VALUE_NUMBER, "message identifiers from", .again = true},
	{2, VALUE_NUMBER, "to"},
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
static const struct tlv_part eps_location[] = {
	{12, VALUE_OPAQUE, "GUTI"},
	{3, VALUE_PLMN, "PLMN"},
	{2, VALUE_OPAQUE, "tracking area code"},
	{1, VALUE_CODE, "EPS update status", eps_status},
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
	{1, VALUE_NUMBER, "record of the name in EF.PNN"},
	{0},
};

/* 4.2.62 */
static const struct tlv_part mailboxes[] = {
	{1, VALUE_NUMBER, "record for voicemail"}, {1, VALUE_NUMBER, "record for fax"},
	{1, VALUE_NUMBER, "record for e-mail"},    {1, VALUE_NUMBER, "record for others"},
	{1, VALUE_NUMBER, "record for videomail"}, {0},
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

/* ETSI TS 102 221, 13.2 */
static const struct tlv_part iccid[] = {{0, VALUE_SWAPPED_DIGITS, "ICCID"}, {0}};

struct sim_file {
	uint16_t file;
	enum family family; /* FAMILY_NONE: SIMs and UICCs */
	/* One of these: its parts, or a function that returns false, with nothing added, for bytes
	 * that cannot be its contents. */
	const struct tlv_part *parts;
	bool (*describe)(const struct data_context *context);
};

/* The first row of a file that matches the family counts. */
static const struct sim_file files[] = {
	{0x2F05, FAMILY_SIM, sim_languages},
	{0x2F05, FAMILY_UICC, languages},
	{0x2FE2, FAMILY_NONE, iccid},
	{0x6F02, FAMILY_ISIM, .describe = describe_private_identity},
	{0x6F03, FAMILY_ISIM, .describe = describe_domain},
	{0x6F04, FAMILY_ISIM, .describe = describe_public_identity},
	{0x6F05, FAMILY_SIM, sim_languages},
	{0x6F05, FAMILY_USIM, languages},
	{0x6F07, FAMILY_ISIM, .describe = describe_isim_services},
	{0x6F07, FAMILY_NONE, .describe = describe_imsi},
	{0x6F08, FAMILY_USIM, keys},
	{0x6F09, FAMILY_ISIM, .describe = describe_server},
	{0x6F09, FAMILY_USIM, keys},
	{0x6F20, FAMILY_SIM, kc},
	{0x6F30, FAMILY_SIM, networks},
	{0x6F31, FAMILY_NONE, search_period},
	{0x6F37, FAMILY_NONE, call_meter},
	{0x6F38, FAMILY_SIM, .describe = describe_sim_services},
	{0x6F38, FAMILY_USIM, .describe = describe_usim_services},
	{0x6F39, FAMILY_NONE, call_meter},
	{0x6F3A, FAMILY_NONE, .describe = describe_dialling},
	{0x6F3B, FAMILY_NONE, .describe = describe_dialling},
	{0x6F3C, FAMILY_NONE, .describe = describe_message},
	{0x6F40, FAMILY_NONE, .describe = describe_dialling},
	{0x6F41, FAMILY_NONE, price},
	{0x6F42, FAMILY_NONE, .describe = describe_parameters},
	{0x6F44, FAMILY_NONE, .describe = describe_dialling},
	{0x6F45, FAMILY_NONE, message_identifiers},
	{0x6F46, FAMILY_NONE, provider_name},
	{0x6F48, FAMILY_NONE, message_identifiers},
	{0x6F49, FAMILY_NONE, .describe = describe_dialling},
	{0x6F50, FAMILY_NONE, message_ranges},
	{0x6F52, FAMILY_SIM, kc},
	{0x6F53, FAMILY_SIM, packet_location},
	{0x6F56, FAMILY_USIM, .describe = describe_enabled_services},
	{0x6F60, FAMILY_NONE, networks_with_technology},
	{0x6F61, FAMILY_NONE, networks_with_technology},
	{0x6F62, FAMILY_NONE, networks_with_technology},
	{0x6F73, FAMILY_USIM, packet_location},
	{0x6F78, FAMILY_NONE, access_control},
	{0x6F7B, FAMILY_NONE, networks},
	{0x6F7E, FAMILY_NONE, location},
	{0x6FAD, FAMILY_SIM, sim_data},
	{0x6FAD, FAMILY_UICC, usim_data},
	{0x6FAE, FAMILY_SIM, phase},
	{0x6FB7, FAMILY_SIM, sim_emergency_calls},
	{0x6FB7, FAMILY_USIM, .describe = describe_emergency_call},
	{0x6FC5, FAMILY_NONE, .describe = describe_network_name},
	{0x6FC6, FAMILY_NONE, operator_networks},
	{0x6FC7, FAMILY_NONE, .describe = describe_dialling},
	{0x6FC9, FAMILY_NONE, mailboxes},
	{0x6FCA, FAMILY_NONE, message_waiting},
	{0x6FCB, FAMILY_NONE, .describe = describe_forwarding},
	{0x6FD9, FAMILY_USIM, networks},
	{0x6FDB, FAMILY_USIM, presentation},
	{0x6FE3, FAMILY_USIM, eps_location},
};

/* An unknown application is taken for a USIM. */
static bool is_of(enum family row, enum family family)
{
	if (family == FAMILY_NONE)
		return row != FAMILY_SIM && row != FAMILY_ISIM;
	return row == FAMILY_NONE || family_covers(row, family);
}

static const struct sim_file *find(uint16_t file, enum family family)
{
	if (family != FAMILY_NONE && family != FAMILY_SIM && family_base(family) != FAMILY_UICC)
		return NULL;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (files[i].file == file && is_of(files[i].family, family))
			return &files[i];
	return NULL;
}

/* Returns true if the parts, repeated where they may be, end where the data ends. A part of length
 * 0 ends there. */
static bool fit(const struct tlv_part *parts, size_t length)
{
	const struct tlv_part *part = parts, *again = NULL;
	size_t at = 0;

	while (at < length) {
		part = part->name == NULL ? again : part;
		if (part == NULL)
			return false;
		again = part->again ? part : again;
		at += part->length != 0 ? part->length : length - at;
		part++;
	}
	return at == length;
}

/* ISO/IEC 7816-4:2005, 7.2.3, 7.3.3: true for offset 0 of the current file, or a record of it;
 * another file's short identifier may stand in P1 or P2. */
static bool is_at_start(const struct apdu *apdu)
{
	bool record = apdu->ins == 0xB2 || apdu->ins == 0xDC;

	return record ? (apdu->p2 & 0xF8) == 0 : apdu->p1 == 0 && apdu->p2 == 0;
}

/* Returns false, with nothing added, for bytes that are not all of the file or record. */
static bool describe_contents(const struct data_context *context, const struct sim_file *file)
{
	if (file->describe != NULL)
		return file->describe(context);
	if (!fit(file->parts, context->data->length))
		return false;
	data_parts(context, file->parts);
	return true;
}

void sim_file_describe(const struct data_context *context)
{
	const struct command *command = context->command;
	const struct sim_file *file = find(command->selected.file, command->family);

	if (!is_at_start(&command->apdu) || file == NULL || !describe_contents(context, file))
		data_unknown(context);
}
