/* Messages between a USB reader and its driver: the Integrated Circuit(s) Cards Interface Devices
 * class, revision 1.1 ("CCID"), whose clauses are given. */
#ifndef CAPTURE_CCID_MESSAGE_H
#define CAPTURE_CCID_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* bMessageType: 6.1 to the reader, 6.2 from it, 6.3 by interrupt. */
enum {
	CCID_SET_PARAMETERS = 0x61,
	CCID_POWER_ON = 0x62,
	CCID_POWER_OFF = 0x63,
	CCID_GET_SLOT_STATUS = 0x65,
	CCID_SECURE = 0x69,
	CCID_ESCAPE = 0x6B,
	CCID_XFR_BLOCK = 0x6F,
	CCID_DATA_BLOCK = 0x80,
	CCID_SLOT_STATUS = 0x81,
	CCID_PARAMETERS = 0x82,
	CCID_ESCAPE_RESPONSE = 0x83,
	CCID_NOTIFY_SLOT_CHANGE = 0x50,
	CCID_HARDWARE_ERROR = 0x51,
};

enum {
	CCID_HEAD = 10,
	CCID_DATA_MAX = 65544 + 12, /* the most that a reader may accept (dwMaxCCIDMessageLength) */
	CCID_SLOTS = 16,            /* of a reader; messages for others are ignored */
};

/* wLevelParameter (6.1.4) and bChainParameter (6.2.1) of a reader that exchanges APDUs. */
enum { CCID_WHOLE, CCID_BEGINS, CCID_ENDS, CCID_CONTINUES, CCID_SEND_MORE = 0x10 };

/* bmCommandStatus and bmICCStatus, fields of bStatus (6.2.6). */
enum { CCID_FAILED = 0x40, CCID_TIME_EXTENSION = 0x80, CCID_COMMAND_STATUS = 0xC0 };
enum { CCID_ACTIVE, CCID_INACTIVE, CCID_NO_CARD, CCID_CARD_STATUS = 0x03 };

struct ccid_message {
	uint8_t type, slot, sequence;
	uint8_t specific[3]; /* bytes 7 to 9 */
	const uint8_t *data;
	size_t length;
};

/* Returns bStatus of a message from the reader. */
static inline uint8_t ccid_message_status(const struct ccid_message *message)
{
	return message->specific[0];
}

/* Returns bError of a message from the reader. */
static inline uint8_t ccid_message_error(const struct ccid_message *message)
{
	return message->specific[1];
}

/* abProtocolDataStructure of T=0 and T=1 (6.1.7) with the defaults of ISO/IEC 7816-3, 8.3 and 11.4;
 * that of T=0 has 5 bytes. */
extern const uint8_t ccid_default_parameters[2][7];

/* Returns true if bytes begin with the head of a message to the reader, or from it; *whole is then
 * the length of the message in bytes, head included. */
bool ccid_message_starts(const uint8_t *bytes, size_t length, bool from_reader, size_t *whole);
/* Parses a message of exactly length bytes; data points into them. Returns false if it is not one.
 */
bool ccid_message_read(struct ccid_message *message, const uint8_t *bytes, size_t length,
                       bool from_reader);
/* Writes the head of a message, which its data is to follow. */
void ccid_message_write_head(uint8_t head[CCID_HEAD], const struct ccid_message *message);

/* Returns true if a message of this type is the response to that command (table 6.1-1). */
bool ccid_message_answers(uint8_t response, uint8_t command);
/* Returns the name of a message type: "IccPowerOn"; "message 7F", written to out, if unknown. */
const char *ccid_message_name(uint8_t type, char out[16]);
/* Returns the meaning of bError after a failed command (table 6.2-2); "error 42", written to out,
 * if unknown. */
const char *ccid_message_failure(uint8_t error, char out[32]);

/* Returns the offset of the command APDU in length bytes of data of PC_to_RDR_Secure (6.1.11); 0 if
 * the operation has none, or the data is truncated before it. */
size_t ccid_message_apdu(const uint8_t *data, size_t length);

#endif
