#include "capture/capture_encoder.h"

#include "base/num.h"
#include "capture/ccid_message.h"
#include "base/little_endian.h"
#include "capture/usb_record.h"

#include <stdlib.h>
#include <string.h>

enum {
	BUS = 1,
	ENDPOINT_OUT = 0x01,
	ENDPOINT_IN = 0x82,
	ENDPOINT_INTERRUPT = 0x83,
	CONTROL_IN = 0x80,
	STRING = 3,  /* descriptor type; strings are in English (0409) */
	PRODUCT = 1, /* the only string descriptor: iProduct */
	MESSAGE_MAX = CCID_HEAD + CAPTURE_BYTES_MAX, /* large enough that no APDU needs chaining */
};

struct encoder_session {
	bool known;
	uint8_t sequence; /* of the last message to the reader */
	bool waits;       /* a response to that message is expected */
	bool powered;
};

struct capture_encoder {
	struct capture_records records;
	struct encoder_session sessions[CAPTURE_SESSIONS_MAX + 1];
	int64_t now; /* µs since 1970 */
	uint64_t urb;
	uint8_t record[USB_HEAD + MESSAGE_MAX];
};

/* bcdUSB 2.00, class defined by the interface, 64 bytes for endpoint 0; 1209:0001 is reserved for
 * tests (pid.codes). */
static const uint8_t device_descriptor[18] = {18,   1,    0x00, 0x02, 0, 0, 0, 64, 0x09,
                                              0x12, 0x01, 0x00, 0x00, 1, 0, 1, 0,  1};

/* USB 2.0, 9.6.3 to 9.6.6, and CCID 1.1, table 5.1-1; numbers of several bytes are byte arrays. */
static const struct {
	uint8_t configuration[9], interface[9];
	struct {
		uint8_t length, type, version[2], last_slot, voltages, protocols[4];
		uint8_t clock[4], maximum_clock[4], clocks, rate[4], maximum_rate[4], rates;
		uint8_t ifsd[4], synchronous[4], mechanical[4], features[4], message[4];
		uint8_t get_response_class, envelope_class, display[2], pin, busy_slots;
	} reader;
	uint8_t endpoints[3][7];
} descriptors = {
	.configuration = {9, 2, sizeof descriptors, 0, 1, 1, 0, 0x80, 50},
	.interface = {9, 4, 0, 0, 3, 0x0B},
	.reader = {.length = sizeof descriptors.reader,
                   .type = 0x21,
                   .version = {0x10, 0x01},
                   .voltages = 7,
                   .protocols = {3},
                   .clock = {0xA0, 0x0F},
                   .maximum_clock = {0xA0, 0x0F},
                   .rate = {0x00, 0x2A},
                   .maximum_rate = {0x00, 0x2A},
                   .ifsd = {254},
                   .features = {0, 0, 0x04, 0}, /* short and extended APDUs */
                   .message = {MESSAGE_MAX & 0xFF, MESSAGE_MAX >> 8 & 0xFF, MESSAGE_MAX >> 16},
                   .get_response_class = 0xFF, /* same as the command */
                   .envelope_class = 0xFF,
                   .busy_slots = 1},
	.endpoints = {{7, 5, ENDPOINT_OUT, 2, 64},
                      {7, 5, ENDPOINT_IN, 2, 64},
                      {7, 5, ENDPOINT_INTERRUPT, 3, 8, 0, 16}},
};
_Static_assert(sizeof descriptors == 9 + 9 + 54 + 3 * 7, "as the standards have them");

struct capture_encoder *capture_encoder_new(struct capture_records records)
{
	struct capture_encoder *encoder = calloc(1, sizeof *encoder);

	if (encoder != NULL)
		encoder->records = records;
	return encoder;
}

void capture_encoder_free(struct capture_encoder **encoder)
{
	free(*encoder);
	*encoder = NULL;
}

/* Writes a record whose data, of length bytes, already follow the header. */
static void put_record(struct capture_encoder *encoder, struct usb_record record,
                       struct usb_urb urb)
{
	enum { SECOND = 1000000 };

	record.bus = BUS;
	urb.id = encoder->urb;
	urb.seconds = encoder->now / SECOND;
	urb.microseconds = (int32_t)(encoder->now % SECOND);
	usb_record_write(encoder->record, &record, &urb);
	encoder->records.take(encoder->records.self, urb.seconds, urb.microseconds, encoder->record,
	                      USB_HEAD + record.length);
	encoder->now++;
}

/* Writes the control transfer for a descriptor: the only one of its type, or the string PRODUCT. */
static void put_descriptor(struct capture_encoder *encoder, unsigned session, uint8_t kind,
                           const uint8_t *bytes, size_t length)
{
	const uint8_t setup[8] = {0x80,
	                          6,
	                          kind == STRING ? PRODUCT : 0,
	                          kind,
	                          kind == STRING ? 0x09 : 0,
	                          kind == STRING ? 0x04 : 0,
	                          (uint8_t)length,
	                          0};
	struct usb_record record = {
		.device = (uint16_t)session, .endpoint = CONTROL_IN, .transfer = USB_CONTROL};

	encoder->urb++;
	record.setup = setup;
	put_record(encoder, record, (struct usb_urb){.asked = (uint32_t)length});
	memcpy(encoder->record + USB_HEAD, bytes, length);
	record.setup = NULL;
	record.completed = true;
	record.length = record.whole = length;
	put_record(encoder, record, (struct usb_urb){0});
}

/* Writes a transfer whose data, of length bytes, already follow the header. The endpoint gives the
 * direction. */
static void put_transfer(struct capture_encoder *encoder, unsigned session, uint8_t endpoint,
                         size_t length)
{
	bool in = endpoint & 0x80;
	struct usb_record submitted = {.device = (uint16_t)session,
	                               .endpoint = endpoint,
	                               .transfer = endpoint == ENDPOINT_INTERRUPT ? USB_INTERRUPT :
	                                                                            USB_BULK};
	struct usb_record completed = submitted;

	completed.completed = true;
	submitted.whole = completed.whole = length;
	submitted.length = in ? 0 : length;
	completed.length = in ? length : 0;
	encoder->urb++;
	put_record(encoder, submitted, (struct usb_urb){.asked = MESSAGE_MAX});
	put_record(encoder, completed, (struct usb_urb){0});
}

/* Writes a message. One from the reader responds to the last one sent to it. */
static void put_message(struct capture_encoder *encoder, unsigned session,
                        struct ccid_message message)
{
	struct encoder_session *one = &encoder->sessions[session];
	uint8_t *at = encoder->record + USB_HEAD;
	bool in = message.type >= CCID_DATA_BLOCK;

	one->sequence += !in;
	message.sequence = one->sequence;
	ccid_message_write_head(at, &message);
	if (message.length > 0)
		memcpy(at + CCID_HEAD, message.data, message.length);
	put_transfer(encoder, session, in ? ENDPOINT_IN : ENDPOINT_OUT, CCID_HEAD + message.length);
	one->waits = !in;
}

/* Writes a command without data, and its response. */
static void put_pair(struct capture_encoder *encoder, unsigned session, uint8_t command,
                     struct ccid_message response)
{
	put_message(encoder, session, (struct ccid_message){.type = command});
	put_message(encoder, session, response);
}

static void put_parameters(struct capture_encoder *encoder, unsigned session, unsigned protocol)
{
	struct ccid_message message = {.type = CCID_SET_PARAMETERS,
	                               .specific = {(uint8_t)protocol},
	                               .data = ccid_default_parameters[protocol],
	                               .length = protocol == 0 ? 5 : 7};

	put_message(encoder, session, message);
	message.type = CCID_PARAMETERS;
	message.specific[0] = 0;
	message.specific[2] = (uint8_t)protocol;
	put_message(encoder, session, message);
}

static void power_off(struct capture_encoder *encoder, unsigned session)
{
	struct encoder_session *one = &encoder->sessions[session];

	if (one->powered)
		put_pair(encoder, session, CCID_POWER_OFF,
		         (struct ccid_message){.type = CCID_SLOT_STATUS,
		                               .specific = {CCID_INACTIVE}});
	one->powered = false;
}

static void put_change(struct capture_encoder *encoder, unsigned session, bool present)
{
	uint8_t *at = encoder->record + USB_HEAD;

	at[0] = CCID_NOTIFY_SLOT_CHANGE;
	at[1] = present ? 3 : 2;
	put_transfer(encoder, session, ENDPOINT_INTERRUPT, 2);
	encoder->sessions[session].powered = encoder->sessions[session].waits = false;
}

/* Reads "time SECONDS.MICROSECONDS"; the time never runs backwards. */
static void take_time(struct capture_encoder *encoder, const char *text)
{
	struct span whole = {text, strcspn(text, ".")};
	struct span fraction = span_from(span_of(text), whole.length + 1);
	uint64_t seconds, micro;

	if (fraction.length != 6 || !num_decimal(whole, UINT32_MAX, &seconds) ||
	    !num_decimal(fraction, 999999, &micro))
		return;
	int64_t now = (int64_t)(seconds * 1000000 + micro);
	if (now > encoder->now)
		encoder->now = now;
}

static void take_comment(struct capture_encoder *encoder, unsigned session, const char *text)
{
	static const char time_word[] = "time ";

	if (strncmp(text, time_word, strlen(time_word)) == 0)
		take_time(encoder, text + strlen(time_word));
	else if (strcmp(text, "power off") == 0)
		power_off(encoder, session);
	else if (strcmp(text, "card removed") == 0 || strcmp(text, "card inserted") == 0)
		put_change(encoder, session, strcmp(text, "card inserted") == 0);
}

/* Writes the reader's name as a string descriptor (USB 2.0, 9.6.7): UTF-16, ASCII characters
 * only. */
static void put_name(struct capture_encoder *encoder, unsigned session, const char *name)
{
	uint8_t string[2 + 2 * 126] = {0, STRING};
	size_t length = 2;

	for (; *name != '\0' && length < sizeof string; name++) {
		string[length++] = *name > 0 ? (uint8_t)*name : '?';
		string[length++] = 0;
	}
	string[0] = (uint8_t)length;
	put_descriptor(encoder, session, STRING, string, length);
}

static void begin(struct capture_encoder *encoder, unsigned session, const char *name)
{
	struct encoder_session *one = &encoder->sessions[session];

	if (one->known)
		return;
	one->known = true;
	put_descriptor(encoder, session, 1, device_descriptor, sizeof device_descriptor);
	put_descriptor(encoder, session, 2, (const uint8_t *)&descriptors, sizeof descriptors);
	put_name(encoder, session, name);
	put_pair(encoder, session, CCID_GET_SLOT_STATUS,
	         (struct ccid_message){.type = CCID_SLOT_STATUS, .specific = {CCID_INACTIVE}});
}

static void encode_event(struct capture_encoder *encoder, const struct capture_event *event)
{
	struct encoder_session *one = &encoder->sessions[event->session];

	switch (event->kind) {
	case CAPTURE_SESSION:
		begin(encoder, event->session, event->text);
		break;
	case CAPTURE_ATR:
		one->powered = true;
		put_pair(encoder, event->session, CCID_POWER_ON,
		         (struct ccid_message){.type = CCID_DATA_BLOCK,
		                               .data = event->bytes,
		                               .length = event->length});
		break;
	case CAPTURE_PROTOCOL:
		put_parameters(encoder, event->session, event->number);
		break;
	case CAPTURE_COMMAND:
		put_message(encoder, event->session,
		            (struct ccid_message){.type = CCID_XFR_BLOCK,
		                                  .data = event->bytes,
		                                  .length = event->length});
		break;
	case CAPTURE_RESPONSE:
		if (one->waits)
			put_message(encoder, event->session,
			            (struct ccid_message){.type = CCID_DATA_BLOCK,
			                                  .data = event->bytes,
			                                  .length = event->length});
		break;
	case CAPTURE_COMMENT:
		take_comment(encoder, event->session, event->text);
		break;
	}
}

bool capture_encoder_take(struct capture_encoder *encoder, const struct capture_event *event)
{
	if (event->session > CAPTURE_SESSIONS_MAX)
		return false;
	if (event->session > 0)
		encode_event(encoder, event);
	return true;
}

void capture_encoder_end(struct capture_encoder *encoder)
{
	for (unsigned i = 1; i <= CAPTURE_SESSIONS_MAX; i++)
		power_off(encoder, i);
}
