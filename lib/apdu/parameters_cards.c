#include "apdu/parameters.h"

#include "names/file_id.h"
#include "tlv/tlv_tags.h"
#include "tlv/tlv_value.h"

/* GlobalPlatform Card Specification 2.3, 11.4.2 */
static const struct parameter_bits status_subsets[] = {
	{0xFF, 0x80, "issuer security domain"},
	{0xFF, 0x40, "applications and security domains"},
	{0xFF, 0x20, "executable load files"},
	{0xFF, 0x10, "executable load files and their modules"},
	{0},
};

static const struct parameter_bits status_forms[] = {
	{0x01, 0x00, "first or all"},
	{0x01, 0x01, "next"},
	{0x02, 0x00, "response in the old format"},
	{0x02, 0x02, "response in TLV"},
	{0},
};

/* 11.5.2: P1 is a bit field; these are the usual combinations */
static const struct parameter_bits install_purposes[] = {
	{0x7F, 0x02, "for load"},
	{0x7F, 0x04, "for install"},
	{0x7F, 0x08, "for make selectable"},
	{0x7F, 0x0C, "for install and make selectable"},
	{0x7F, 0x0E, "for load, install and make selectable"},
	{0x7F, 0x10, "for extradition"},
	{0x7F, 0x20, "for personalization"},
	{0x7F, 0x40, "for registry update"},
	{0x80, 0x80, "more INSTALL commands follow"},
	{0},
};

static const struct parameter_bits install_parts[] = {
	{0xFF, 0x00, "no information"},
	{0xFF, 0x01, "beginning of a combined process"},
	{0xFF, 0x03, "end of a combined process"},
	{0},
};

/* 11.2.2 */
static const struct parameter_bits delete_chain[] = {
	{0x80, 0x80, "more DELETE commands follow"},
	{0x80, 0x00, "last or only command"},
	{0},
};

static const struct parameter_bits delete_scope[] = {
	{0x80, 0x80, "the object and related objects"},
	{0x80, 0x00, "the object alone"},
	{0},
};

/* 11.6.2 and 11.11.2: b8 of P1 marks the last block, P2 is the block number */
static const struct parameter_bits blocks[] = {
	{0x80, 0x80, "last block"},
	{0x80, 0x00, "more blocks follow"},
	{0},
};

static const struct parameter_bits block_number[] = {
	{0xFF, 0x00, "block #"},
	{0},
};

/* 11.11.2, table 11-89 */
static const struct parameter_bits store_data[] = {
	{0x80, 0x80, "last block"},
	{0x80, 0x00, "more blocks follow"},
	{0x60, 0x00, "encryption not given"},
	{0x60, 0x20, "application-dependent encryption"},
	{0x60, 0x40, "reserved encryption"},
	{0x60, 0x60, "data encrypted"},
	{0x18, 0x00, "structure not given"},
	{0x18, 0x08, "DGI format"},
	{0x18, 0x10, "BER-TLV"},
	{0x18, 0x18, "reserved structure"},
	{0},
};

/* 11.10.2 */
static const struct parameter_bits status_subjects[] = {
	{0xFF, 0x80, "issuer security domain or card"},
	{0xFF, 0x40, "application or security domain"},
	{0xFF, 0x60, "security domain and its applications"},
	{0},
};

static void describe_set_status(struct parameters *p, const struct command *c)
{
	/* the states are those returned by GET STATUS, for the card or for applications */
	const struct tlv_place place = {
		.parent = 0xE3, .above = c->apdu.p1 == 0x80 ? 0x80 : 0x40, .family = FAMILY_GP};
	bool guess;
	const struct tlv_row *row = tlv_tag_find(0x9F70, &place, &guess);
	const struct tlv_data state = {&c->apdu.p2, 1, FAMILY_GP, .bits = row->bits};

	words_add(&p->p2, "life cycle state %02X (", c->apdu.p2);
	tlv_value_text(&p->p2, row->value, &state);
	words_put(&p->p2, ")");
	words_add(&p->brief, " of %s: %s", p->p1.text, p->p2.text);
}

/* 11.8.2 */
static const struct parameter_bits key_versions[] = {
	{0x7F, 0x00, "a new key version"},
	{0x7F, 0x01, "replaces key version #"},
	{0x80, 0x80, "more PUT KEY commands follow"},
	{0},
};

static const struct parameter_bits key_identifiers[] = {
	{0x80, 0x80, "several keys"},
	{0x80, 0x00, "one key"},
	{0x7F, 0x00, "from identifier #"},
	{0},
};

/* Annexes D and E, INITIALIZE UPDATE */
static const struct parameter_bits initialize_version[] = {
	{0xFF, 0x00, "default key version"},
	{0xFF, 0x01, "key version #"},
	{0},
};

static const struct parameter_bits initialize_identifier[] = {
	{0xFF, 0x00, "key identifier #"},
	{0},
};

/* Annexes D and E, EXTERNAL AUTHENTICATE; Amendment F, 6.5 for MUTUAL AUTHENTICATE of SCP11 */
static const struct parameter_value security_levels[] = {
	{0x00, "no secure messaging"},
	{0x01, "C-MAC"},
	{0x03, "C-MAC and C-DECRYPTION"},
	{0x10, "R-MAC"},
	{0x11, "C-MAC and R-MAC"},
	{0x13, "C-MAC, C-DECRYPTION and R-MAC"},
	{0x30, "R-MAC and R-ENCRYPTION"},
	{0x33, "C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION"},
	{0, NULL},
};

static void describe_gp_authenticate(struct parameters *p, const struct command *c)
{
	if (c->names.rows[0]->data != 0) {
		words_add(&p->p1, "key version %u", c->apdu.p1);
		words_add(&p->p2, "key identifier %u", c->apdu.p2);
		words_add(&p->brief, ": %s, %s", p->p1.text, p->p2.text);
		return;
	}
	words_put(&p->p1, parameter_value_text(security_levels, c->apdu.p1));
	words_put(&p->p2, c->apdu.p2 == 0 ? "none" : "reserved");
	words_add(&p->brief, ", %s", p->p1.text);
}

/* ETSI TS 102 221, 11.1.2 */
static const struct parameter_bits uicc_states[] = {
	{0xFF, 0x00, "no indication"},
	{0xFF, 0x01, "the application is initialised in the terminal"},
	{0xFF, 0x02, "the terminal begins to terminate the application"},
	{0},
};

static const struct parameter_bits uicc_responses[] = {
	{0xFF, 0x00, "response as to SELECT"},
	{0xFF, 0x01, "DF name"},
	{0xFF, 0x0C, "no data"},
	{0},
};

/* EMV 4.3 Book 3, 6.5.5.2, table 12; Contactless Book C-2 for b4 */
static const struct parameter_bits cryptograms[] = {
	{0xC0, 0x00, "AAC"},
	{0xC0, 0x40, "TC"},
	{0xC0, 0x80, "ARQC"},
	{0xC0, 0xC0, "reserved"},
	{0x10, 0x10, "CDA requested"},
	{0x08, 0x08, "XDA requested"},
	{0},
};

/* EMV 4.3 Book 3, 6.5.10.2 */
static const struct parameter_bits pin_changes[] = {
	{0xFF, 0x00, "unblock the PIN"},
	{0xFF, 0x01, "change the PIN, enciphered with the current one"},
	{0xFF, 0x02, "change the PIN"},
	{0},
};

/* 3GPP TS 51.011, 9.2.1: always by identifier */
static void describe_sim_select(struct parameters *p, const struct command *c)
{
	const char *name;

	if (c->nc != 2)
		return;
	uint16_t id = (uint16_t)(c->data[0] << 8 | c->data[1]);
	name = file_id_name(id, c->selected.directory, FAMILY_SIM);
	words_add(&p->brief, " %s%s%04X%s", name != NULL ? name : "", name != NULL ? " (" : "", id,
	          name != NULL ? ")" : "");
}

/* 9.2.5 */
static void describe_sim_record(struct parameters *p, const struct command *c)
{
	static const struct parameter_value modes[] = {
		{2, "next record"},
		{3, "previous record"},
		{4, "record in P1, or the current one"},
		{0, NULL},
	};
	bool current = c->apdu.p2 == 4 && c->apdu.p1 == 0;

	if (c->apdu.p1 == 0)
		words_put(&p->p1, current ? "current record" : "none");
	else
		words_add(&p->p1, "record %u", c->apdu.p1);
	words_put(&p->p2, parameter_value_text(modes, c->apdu.p2));
	words_add(&p->brief, ": %s", c->apdu.p2 == 4 ? p->p1.text : p->p2.text);
}

/* 3GPP TS 51.011, 9.2.9 to 9.2.12 */
static const struct parameter_bits chv_numbers[] = {
	{0xFF, 0x01, "CHV1"},
	{0xFF, 0x02, "CHV2"},
	{0},
};

/* 9.2.13 */
static const struct parameter_bits unblock_numbers[] = {
	{0xFF, 0x00, "CHV1"},
	{0xFF, 0x01, "CHV1"},
	{0xFF, 0x02, "CHV2"},
	{0},
};

static void describe_desfire_select(struct parameters *p, const struct command *c)
{
	if (c->nc == 3)
		words_add(&p->brief, " %02X%02X%02X", c->data[2], c->data[1], c->data[0]);
}

/* CTAP 2.1, 11.3.7 */
static const struct parameter_bits ctap_support[] = {
	{0xFF, 0x00, "none"},
	{0xFF, 0x80, "NFCCTAP_GETRESPONSE supported"},
	{0},
};

static const struct parameter_bits ctap_requests[] = {
	{0xFF, 0x00, "response"},
	{0xFF, 0x11, "cancel"},
	{0},
};

static const struct parameter_bits ctap_controls[] = {
	{0xFF, 0x01, "end of NFCCTAP_MSG"},
	{0},
};

/* 3GPP TS 31.102, 7.5.1.2 */
static const struct parameter_bits identities[] = {
	{0x7F, 0x01, "SUCI"},
	{0x7F, 0x02, "SUCI for 5G NSWO"},
	{0},
};

/* ETSI TS 102 221, 11.1.20 */
static const struct parameter_bits secure_channels[] = {
	{0x0F, 0x00, "retrieve the endpoints"},
	{0x0F, 0x01, "establish a security association, master"},
	{0x0F, 0x02, "establish a security association, connection"},
	{0x0F, 0x03, "start a secure channel"},
	{0x0F, 0x04, "terminate a security association"},
	{0},
};

/* ETSI TS 102 221, 11.1.22 */
static const struct parameter_bits suspensions[] = {
	{0xFF, 0x00, "suspend"},
	{0xFF, 0x01, "resume"},
	{0},
};

/* ETSI TS 102 221, 11.1.8, 11.3.1 and 11.3.2: INCREASE, RETRIEVE DATA, SET DATA */
static void describe_uicc_file(struct parameters *p, const struct command *c)
{
	static const struct parameter_value blocks_of_data[] = {
		{2, "first block"},
		{0, "next block"},
		{1, "the previous block again"},
		{0, NULL},
	};
	bool data = c->apdu.ins != 0x32;

	if (c->apdu.p1 == 0)
		words_put(&p->p1, "the current EF");
	else if ((c->apdu.p1 & 0xE0) == 0x80)
		words_add(&p->p1, "SFI %u", c->apdu.p1 & 0x1Fu);
	else
		words_put(&p->p1, "reserved");
	words_put(&p->p2,
	          data                    ? parameter_value_text(blocks_of_data, c->apdu.p2 >> 6) :
	                  c->apdu.p2 == 0 ? "none" :
	                                    "reserved");
	words_add(&p->brief, "%s%s of %s", data ? ": " : "", data ? p->p2.text : "", p->p1.text);
}

/* 3GPP TS 51.011, 9.2.7 */
static const struct parameter_bits seek_types[] = {
	{0xF0, 0x00, "type 1, no response"},
	{0xF0, 0x10, "type 2, with the record number as response"},
	{0x0F, 0x00, "from the beginning forward"},
	{0x0F, 0x01, "from the end backward"},
	{0x0F, 0x02, "from the next record forward"},
	{0x0F, 0x03, "from the previous record backward"},
	{0},
};

/* Yubico's OATH application protocol */
static const struct parameter_bits oath_codes[] = {
	{0xFF, 0x00, "whole responses"}, {0xFF, 0x01, "truncated responses"}, {0}};
static const struct parameter_bits oath_reset_p1[] = {{0xFF, 0xDE, "confirmation"}, {0}};
static const struct parameter_bits oath_reset_p2[] = {{0xFF, 0xAD, "confirmation"}, {0}};

/* 3GPP2 C.S0023 and C.S0065: commands of R-UIMs and CSIMs */
static const struct parameter_bits cave_algorithms[] = {
	{0xFF, 0x00, "CAVE"},
	{0xFF, 0x01, "AKA"},
	{0},
};
static const struct parameter_bits csim_contexts[] = {
	{0xFF, 0x80, "CAVE"},
	{0xFF, 0x81, "3G access AKA"},
	{0xFF, 0x82, "WLAN access AKA"},
	{0},
};
static const struct parameter_bits station_identifiers[] = {
	{0xFF, 0x00, "ESN"},
	{0xFF, 0x01, "MEID"},
	{0},
};
static const struct parameter_bits ssd_operations[] = {
	{0xFF, 0x00, "update"},
	{0xFF, 0x01, "confirm"},
	{0},
};
static const struct parameter_bits ip_authentications[] = {
	{0xFF, 0x00, "CHAP"},
	{0xFF, 0x01, "MN-HA authenticator"},
	{0xFF, 0x02, "hash of the MIP registration request"},
	{0xFF, 0x03, "MN-AAA authenticator"},
	{0xFF, 0x04, "HRPD access authentication"},
	{0},
};
static const struct parameter_bits ip_blocks[] = {
	{0xFF, 0x00, "first block"},
	{0xFF, 0x01, "next block"},
	{0xFF, 0x02, "only block"},
	{0xFF, 0x03, "last block"},
	{0},
};

const struct parameters_row parameters_cards[] = {
	{INS_ISO, 0x01, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0x02, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0x03, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0x04, 0xFF, FAMILY_OATH, oath_reset_p1, oath_reset_p2},
	{INS_ISO, 0x05, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xA1, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xA2, 0xFF, FAMILY_OATH, parameters_none, oath_codes, ": %2"},
	{INS_ISO, 0xA3, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_ISO, 0xA4, 0xFF, FAMILY_OATH, parameters_none, oath_codes, ": %2"},
	{INS_ISO, 0xA5, 0xFF, FAMILY_OATH, parameters_none, parameters_none},
	{INS_GLOBAL, 0xF2, 0xFF, FAMILY_GP, status_subsets, status_forms, " of %1, %2"},
	{INS_GLOBAL, 0xE6, 0xFF, FAMILY_GP, install_purposes, install_parts, " %1"},
	{INS_GLOBAL, 0xE4, 0xFF, FAMILY_GP, delete_chain, delete_scope, ", %2"},
	{INS_GLOBAL, 0xE8, 0xFF, FAMILY_GP, blocks, block_number, ", %2, %1"},
	{INS_GLOBAL, 0xE2, 0xFF, FAMILY_GP, store_data, block_number, ", %2, %1"},
	{INS_GLOBAL, 0xF0, 0xFF, FAMILY_GP, status_subjects, NULL, .describe = describe_set_status},
	{INS_GLOBAL, 0xD8, 0xFF, FAMILY_GP, key_versions, key_identifiers, ": %1, %2"},
	{INS_GLOBAL, 0x50, 0xFF, FAMILY_GP, initialize_version, initialize_identifier, " with %1"},
	{INS_GLOBAL, 0x82, 0xFF, FAMILY_GP, .describe = describe_gp_authenticate},
	{INS_GLOBAL, 0xCA, 0xFF, FAMILY_NONE, .describe = parameters_data_object},
	{INS_GLOBAL, 0xF2, 0xFF, FAMILY_UICC, uicc_states, uicc_responses, ": %1, %2"},
	{INS_GLOBAL, 0x12, 0xFF, FAMILY_UICC, parameters_none, parameters_none},
	{INS_GLOBAL, 0x14, 0xFF, FAMILY_UICC, parameters_none, parameters_none},
	{INS_GLOBAL, 0x10, 0xFF, FAMILY_UICC, parameters_none, parameters_none},
	{INS_GLOBAL, 0x10, 0xFF, FAMILY_FIDO, ctap_support, parameters_none},
	{INS_DESFIRE, 0x10, 0xFF, FAMILY_FIDO, ctap_support, parameters_none},
	{INS_GLOBAL, 0x11, 0xFF, FAMILY_FIDO, ctap_requests, parameters_none, ": %1"},
	{INS_GLOBAL, 0x12, 0xFF, FAMILY_FIDO, ctap_controls, parameters_none, ": %1"},
	{INS_GLOBAL, 0xC0, 0xFF, FAMILY_NONE, parameters_none, parameters_none},
	{INS_GLOBAL, 0xC2, 0xFF, FAMILY_UICC, parameters_none, parameters_none},
	{INS_GLOBAL, 0xAA, 0xFF, FAMILY_UICC, parameters_none, parameters_none},
	{INS_GLOBAL, 0x7A, 0xFF, FAMILY_UICC, parameters_none, parameters_none},
	{INS_GLOBAL, 0x78, 0xFF, FAMILY_UICC, parameters_none, identities, ": %2"},
	{INS_ISO, 0x73, 0xFF, FAMILY_NONE, secure_channels, NULL, ": %1"},
	{INS_GLOBAL, 0x76, 0xFF, FAMILY_UICC, suspensions, parameters_none, ": %1"},
	{INS_GLOBAL, 0x32, 0xFF, FAMILY_UICC, .describe = describe_uicc_file},
	{INS_GLOBAL, 0xCB, 0xFF, FAMILY_UICC, .describe = describe_uicc_file},
	{INS_GLOBAL, 0xDB, 0xFF, FAMILY_UICC, .describe = describe_uicc_file},
	{INS_GLOBAL, 0x16, 0xFF, FAMILY_EMV, parameters_none, parameters_none},
	{INS_GLOBAL, 0x18, 0xFF, FAMILY_EMV, parameters_none, parameters_none},
	{INS_GLOBAL, 0x1E, 0xFF, FAMILY_EMV, parameters_none, parameters_none},
	{INS_GLOBAL, 0xD0, 0xFF, FAMILY_EMV, parameters_none, parameters_none},
	{INS_GLOBAL, 0xEA, 0xFF, FAMILY_EMV, parameters_none, parameters_none},
	{INS_GLOBAL, 0xAE, 0xFF, FAMILY_EMV, cryptograms, parameters_none, ": %1"},
	{INS_GLOBAL, 0xA8, 0xFF, FAMILY_EMV, parameters_none, parameters_none},
	{INS_GLOBAL, 0xDA, 0xFF, FAMILY_EMV, .describe = parameters_data_object},
	{INS_GLOBAL, 0x24, 0xFF, FAMILY_EMV, parameters_none, pin_changes, ": %2"},
	{INS_SIM, 0xA4, 0xFF, FAMILY_SIM, parameters_none, parameters_none,
         .describe = describe_sim_select},
	{INS_SIM, 0xB0, 0xFF, FAMILY_SIM, .describe = parameters_offset},
	{INS_SIM, 0xD6, 0xFF, FAMILY_SIM, .describe = parameters_offset},
	{INS_SIM, 0xB2, 0xFF, FAMILY_SIM, .describe = describe_sim_record},
	{INS_SIM, 0xDC, 0xFF, FAMILY_SIM, .describe = describe_sim_record},
	{INS_SIM, 0x20, 0xFF, FAMILY_SIM, parameters_none, chv_numbers, ", %2"},
	{INS_SIM, 0x24, 0xFF, FAMILY_SIM, parameters_none, chv_numbers, ", %2"},
	{INS_SIM, 0x26, 0xFF, FAMILY_SIM, parameters_none, chv_numbers, ", %2"},
	{INS_SIM, 0x28, 0xFF, FAMILY_SIM, parameters_none, chv_numbers, ", %2"},
	{INS_SIM, 0x2C, 0xFF, FAMILY_SIM, parameters_none, unblock_numbers, " of %2"},
	{INS_SIM, 0xA2, 0xFF, FAMILY_SIM, parameters_none, seek_types, ": %2"},
	{INS_SIM, 0xF2, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0xC0, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0x10, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0x12, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0x14, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0xC2, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0x88, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0x04, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0x44, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0x32, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_SIM, 0xFA, 0xFF, FAMILY_SIM, parameters_none, parameters_none},
	{INS_ISO, 0x88, 0xFF, FAMILY_CSIM, parameters_none, csim_contexts, ", %2"},
	{INS_GLOBAL, 0x80, 0xFF, FAMILY_CSIM, ip_authentications, ip_blocks, ": %1"},
	{INS_GLOBAL, 0x82, 0xFF, FAMILY_CSIM, parameters_none, ssd_operations, ": %2"},
	{INS_GLOBAL, 0xDE, 0xFF, FAMILY_CSIM, station_identifiers, parameters_none, ": %1"},
	{INS_GLOBAL, 0x8A, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_GLOBAL, 0x8E, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_GLOBAL, 0xCC, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_GLOBAL, 0xCE, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x88, 0xFF, FAMILY_CSIM, cave_algorithms, NULL},
	{INS_SIM, 0xDE, 0xFF, FAMILY_CSIM, station_identifiers, parameters_none, ": %1"},
	{INS_SIM, 0x50, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x52, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x54, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x56, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x82, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x84, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x8A, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0x8E, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0xCC, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0xCE, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0xEA, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_SIM, 0xEC, 0xFF, FAMILY_CSIM, parameters_none, parameters_none},
	{INS_DESFIRE, 0x5A, 0xFF, FAMILY_DESFIRE, parameters_none, parameters_none,
         .describe = describe_desfire_select},
	{INS_DESFIRE, 0x00, 0x00, FAMILY_DESFIRE, parameters_none, parameters_none},
	{0},
};
