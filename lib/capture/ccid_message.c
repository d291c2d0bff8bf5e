#include "capture/ccid_message.h"

#include "base/little_endian.h"

#include <stdio.h>
#include <string.h>

const uint8_t ccid_default_parameters[2][7] = {{0x11, 0x00, 0x00, 0x0A, 0x00},
                                               {0x11, 0x10, 0x00, 0x4D, 0x00, 0x20, 0x00}};

struct message_row {
	uint8_t type;
	uint8_t answer;   /* of a command: the type of its response; 0: this is a response */
	bool has_data;    /* dwLength may be greater than 0 */
	uint8_t reserved; /* how many of the bytes 7 to 9, counted from the last, are 00 */
	const char *name;
};

static const struct message_row messages[] = {
	{CCID_SET_PARAMETERS, CCID_PARAMETERS, true, 2, "SetParameters"},
	{CCID_POWER_ON, CCID_DATA_BLOCK, false, 2, "IccPowerOn"},
	{CCID_POWER_OFF, CCID_SLOT_STATUS, false, 3, "IccPowerOff"},
	{CCID_GET_SLOT_STATUS, CCID_SLOT_STATUS, false, 3, "GetSlotStatus"},
	{CCID_SECURE, CCID_DATA_BLOCK, true, 0, "Secure"},
	{0x6A, CCID_SLOT_STATUS, false, 0, "T0APDU"},
	{CCID_ESCAPE, CCID_ESCAPE_RESPONSE, true, 3, "Escape"},
	{0x6C, CCID_PARAMETERS, false, 3, "GetParameters"},
	{0x6D, CCID_PARAMETERS, false, 3, "ResetParameters"},
	{0x6E, CCID_SLOT_STATUS, false, 2, "IccClock"},
	{CCID_XFR_BLOCK, CCID_DATA_BLOCK, true, 0, "XfrBlock"},
	{0x71, CCID_SLOT_STATUS, false, 2, "Mechanical"},
	{0x72, CCID_SLOT_STATUS, false, 3, "Abort"},
	{0x73, 0x84, true, 3, "SetDataRateAndClockFrequency"},
	{CCID_DATA_BLOCK, 0, true, 0, "DataBlock"},
	{CCID_SLOT_STATUS, 0, false, 0, "SlotStatus"},
	{CCID_PARAMETERS, 0, true, 0, "Parameters"},
	{CCID_ESCAPE_RESPONSE, 0, true, 1, "Escape response"},
	{0x84, 0, true, 1, "DataRateAndClockFrequency"},
};

static const struct message_row *find(uint8_t type)
{
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
		if (messages[i].type == type)
			return &messages[i];
	return NULL;
}

bool ccid_message_starts(const uint8_t *bytes, size_t length, bool from_reader, size_t *whole)
{
	const struct message_row *row = length >= CCID_HEAD ? find(bytes[0]) : NULL;

	if (row == NULL || (row->answer == 0) != from_reader || bytes[5] >= CCID_SLOTS)
		return false;
	for (size_t i = 0; i < row->reserved; i++)
		if (bytes[CCID_HEAD - 1 - i] != 0)
			return false;
	uint32_t announced = le32(bytes + 1);
	*whole = CCID_HEAD + announced;
	return announced <= (row->has_data ? CCID_DATA_MAX : 0);
}

bool ccid_message_read(struct ccid_message *message, const uint8_t *bytes, size_t length,
                       bool from_reader)
{
	size_t whole;

	if (!ccid_message_starts(bytes, length, from_reader, &whole) || whole != length)
		return false;
	*message = (struct ccid_message){.type = bytes[0],
	                                 .slot = bytes[5],
	                                 .sequence = bytes[6],
	                                 .specific = {bytes[7], bytes[8], bytes[9]},
	                                 .data = bytes + CCID_HEAD,
	                                 .length = length - CCID_HEAD};
	return true;
}

void ccid_message_write_head(uint8_t head[CCID_HEAD], const struct ccid_message *message)
{
	head[0] = message->type;
	put_le32(head + 1, (uint32_t)message->length);
	head[5] = message->slot;
	head[6] = message->sequence;
	memcpy(head + 7, message->specific, 3);
}

bool ccid_message_answers(uint8_t response, uint8_t command)
{
	const struct message_row *row = find(command);

	return row != NULL && row->answer == response;
}

const char *ccid_message_name(uint8_t type, char out[16])
{
	const struct message_row *row = find(type);

	if (row != NULL)
		return row->name;
	snprintf(out, 16, "message %02X", type);
	return out;
}

const char *ccid_message_failure(uint8_t error, char out[32])
{
	static const struct {
		uint8_t error;
		const char *text;
	} errors[] = {
		{0xFF, "aborted"},
		{0xFE, "card mute"},
		{0xFD, "parity error"},
		{0xFC, "overrun"},
		{0xFB, "hardware error"},
		{0xF8, "bad TS in the ATR"},
		{0xF7, "bad TCK in the ATR"},
		{0xF6, "protocol not supported"},
		{0xF5, "class not supported"},
		{0xF4, "procedure byte conflict"},
		{0xF3, "protocol deactivated"},
		{0xF2, "busy with an automatic sequence"},
		{0xF0, "PIN entry timed out"},
		{0xEF, "PIN entry cancelled"},
		{0xE0, "slot busy"},
		{0x00, "command not supported"},
	};

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
		if (errors[i].error == error)
			return errors[i].text;
	snprintf(out, 32, error < 0x80 ? "byte %u not accepted" : "error %02X", error);
	return out;
}

size_t ccid_message_apdu(const uint8_t *data, size_t length)
{
	enum { VERIFY, MODIFY, VERIFY_APDU = 15, MODIFY_APDU = 18, MODIFY_MESSAGES = 11 };
	size_t at = 0;

	if (length > VERIFY_APDU && data[0] == VERIFY)
		at = VERIFY_APDU;
	else if (length > MODIFY_MESSAGES && data[0] == MODIFY)
		/* bMsgIndex2 and bMsgIndex3 are present if there are that many messages. */
		at = MODIFY_APDU +
			(data[MODIFY_MESSAGES] == 2         ? 1 :
		                 data[MODIFY_MESSAGES] == 3 ? 2 :
		                                              0);
	return at < length ? at : 0;
}
