#include "apdu/parameters.h"

/* PC/SC part 3, 3.2.2.1.3 */
static const struct parameter_bits reader_data[] = {
	{0xFF, 0x00, "UID, PUPI or serial number of the card"},
	{0xFF, 0x01, "historical bytes of the ATS"},
	{0},
};

/* 3.2.2.1.4 */
static const struct parameter_bits key_structures[] = {
	{0x80, 0x80, "reader key"},
	{0x80, 0x00, "card key"},
	{0x40, 0x40, "transmitted enciphered"},
	{0x40, 0x00, "transmitted plain"},
	{0x20, 0x20, "non-volatile memory"},
	{0x20, 0x00, "volatile memory"},
	{0},
};

static const struct parameter_bits key_number[] = {
	{0xFF, 0x00, "key number #"},
	{0},
};

/* Supplemental document for contactless ICCs, 3 */
static const struct parameter_bits transparent[] = {
	{0xFF, 0x00, "manage session"},
	{0xFF, 0x01, "transparent exchange"},
	{0xFF, 0x02, "switch protocol"},
	{0},
};

/* 3.2.2.1.8 and 3.2.2.1.9: P1 P2 is the block number or the address */
static void describe_block_number(struct parameters *p, const struct command *c)
{
	p->together = true;
	words_add(&p->p1, "block or address %u", (unsigned)(c->apdu.p1 << 8 | c->apdu.p2));
	words_add(&p->brief, " at %s", p->p1.text);
}

static void describe_reader_authenticate(struct parameters *p, const struct command *c)
{
	if (c->nc == 5)
		words_add(&p->brief, ": block %u, key %s, key number %u",
		          (unsigned)(c->data[1] << 8 | c->data[2]),
		          c->data[3] == 0x60         ? "A" :
		                  c->data[3] == 0x61 ? "B" :
		                                       "of another kind",
		          c->data[4]);
}

/* ACS, API of the ACR122U 2.04, 6; NXP UM0701-02, 7.1: the commands of a PN53x in its data */
static void describe_vendor_command(struct parameters *p, const struct command *c)
{
	static const struct parameter_value controls[] = {
		{0x40, "LEDs and buzzer"},
		{0x41, "timeout"},
		{0x42, "buzzer"},
		{0x48, "firmware version"},
		{0x50, "polling settings"},
		{0x51, "set the polling settings"},
		{0x52, "buzzer when a card comes"},
		{0, NULL},
	};
	static const struct parameter_value pn53x[] = {
		{0x00, "Diagnose"},
		{0x02, "GetFirmwareVersion"},
		{0x04, "GetGeneralStatus"},
		{0x06, "ReadRegister"},
		{0x08, "WriteRegister"},
		{0x12, "SetParameters"},
		{0x14, "SAMConfiguration"},
		{0x16, "PowerDown"},
		{0x32, "RFConfiguration"},
		{0x40, "InDataExchange"},
		{0x42, "InCommunicateThru"},
		{0x44, "InDeselect"},
		{0x46, "InJumpForPSL"},
		{0x4A, "InListPassiveTarget"},
		{0x4E, "InPSL"},
		{0x50, "InATR"},
		{0x52, "InRelease"},
		{0x54, "InSelect"},
		{0x56, "InJumpForDEP"},
		{0x60, "InAutoPoll"},
		{0x86, "TgGetData"},
		{0x88, "TgGetInitiatorCommand"},
		{0x8A, "TgGetTargetStatus"},
		{0x8C, "TgInitAsTarget"},
		{0x8E, "TgSetData"},
		{0x90, "TgResponseToInitiator"},
		{0x92, "TgSetGeneralBytes"},
		{0x94, "TgSetMetaData"},
		{0, NULL},
	};
	const char *control = parameter_value_find(controls, c->apdu.p1);
	const char *command =
		c->nc > 1 && c->data[0] == 0xD4 ? parameter_value_find(pn53x, c->data[1]) : NULL;

	if (c->apdu.p1 == 0 && command != NULL)
		words_add(&p->brief, ": PN53x %s", command);
	else if (control != NULL)
		words_add(&p->brief, ": %s (ACS)", control);
	words_put(&p->p1, control != NULL ? control : "");
}

const struct parameters_row parameters_readers[] = {
	{INS_READER, 0x00, 0xFF, FAMILY_READER, .describe = describe_vendor_command},
	{INS_READER, 0xCA, 0xFF, FAMILY_READER, reader_data, parameters_none, ": %1"},
	{INS_READER, 0x82, 0xFF, FAMILY_READER, key_structures, key_number, ": %2, %1"},
	{INS_READER, 0x86, 0xFF, FAMILY_READER, parameters_none, parameters_none,
         .describe = describe_reader_authenticate},
	{INS_READER, 0xC2, 0xFF, FAMILY_READER, parameters_none, transparent, ": %2"},
	{INS_READER, 0xB0, 0xFF, FAMILY_READER, .describe = describe_block_number},
	{INS_READER, 0xD6, 0xFF, FAMILY_READER, .describe = describe_block_number},
	{0},
};
