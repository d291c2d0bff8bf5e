/* The calls of the fake winscard that use a card. */
#include "fake_call.h"

#include <stdio.h>
#include <string.h>

static LONG choose_protocol(const struct fake_reader *reader, DWORD wanted, DWORD *protocol)
{
	if (wanted & reader->protocols & SCARD_PROTOCOL_T1)
		*protocol = SCARD_PROTOCOL_T1;
	else if (wanted & reader->protocols & SCARD_PROTOCOL_T0)
		*protocol = SCARD_PROTOCOL_T0;
	else if (wanted & SCARD_PROTOCOL_RAW)
		*protocol = SCARD_PROTOCOL_RAW;
	else
		return SCARD_E_PROTO_MISMATCH;
	return SCARD_S_SUCCESS;
}

static LONG can_connect(const struct fake_reader *reader, DWORD share)
{
	if (reader == NULL)
		return SCARD_E_UNKNOWN_READER;
	if (reader->used_alone || reader->held ||
	    (share == SCARD_SHARE_EXCLUSIVE && reader->users > 0))
		return SCARD_E_SHARING_VIOLATION;
	if (share == SCARD_SHARE_DIRECT)
		return SCARD_S_SUCCESS;
	if (!reader->present)
		return SCARD_E_NO_SMARTCARD;
	return reader->mute ? SCARD_W_UNPOWERED_CARD : SCARD_S_SUCCESS;
}

static void check_connect(enum fake_call call, DWORD share, DWORD protocols, const void *active)
{
	fake_must(call, active != NULL, "no place for the protocol");
	fake_must(call, share >= SCARD_SHARE_EXCLUSIVE && share <= SCARD_SHARE_DIRECT,
	          "no such share");
	fake_must(call, (protocols & ~(DWORD)0xF) == 0, "no such protocol");
	fake_must(call, protocols != 0 || share == SCARD_SHARE_DIRECT, "no protocol");
}

PUBLIC LONG SCardConnect(SCARDCONTEXT hContext, LPCSTR szReader, DWORD dwShareMode,
                         DWORD dwPreferredProtocols, LPSCARDHANDLE phCard,
                         LPDWORD pdwActiveProtocol)
{
	const enum fake_call call = CALL_CONNECT;
	LONG rv = fake_begin(call);
	struct fake_context *context = fake_take_context(call, hContext);
	DWORD protocol = 0;
	size_t i = 0;

	fake_must(call, phCard != NULL && szReader != NULL, "no place for the card, or no name");
	check_connect(call, dwShareMode, dwPreferredProtocols, pdwActiveProtocol);
	struct fake_reader *reader = fake_reader_named(szReader);
	if (rv == SCARD_S_SUCCESS && strlen(szReader) > MAX_READERNAME)
		rv = SCARD_E_INVALID_VALUE;
	if (rv == SCARD_S_SUCCESS && fake_is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	if (rv == SCARD_S_SUCCESS)
		rv = can_connect(reader, dwShareMode);
	if (rv == SCARD_S_SUCCESS && dwShareMode != SCARD_SHARE_DIRECT)
		rv = choose_protocol(reader, dwPreferredProtocols, &protocol);
	if (rv != SCARD_S_SUCCESS)
		return fake_end(call, context, rv);
	while (i < CARDS_MAX && fake_cards[i].used)
		i++;
	fake_must(call, i < CARDS_MAX, "64 cards are open");
	fake_cards[i] = (struct fake_card){.used = true,
	                                   .exclusive = dwShareMode == SCARD_SHARE_EXCLUSIVE,
	                                   .direct = dwShareMode == SCARD_SHARE_DIRECT,
	                                   .context = context,
	                                   .protocol = protocol,
	                                   .inserted = reader->inserted,
	                                   .resets = reader->resets};
	strcpy(fake_cards[i].name, reader->name);
	fake_count_users(reader);
	*phCard = (SCARDHANDLE)(FIRST_CARD + i);
	*pdwActiveProtocol = protocol;
	return fake_end(call, context, SCARD_S_SUCCESS);
}

/* A reset is reported to the other handles, but not to this one. */
static void reset_by(struct fake_card *card, struct fake_reader *reader)
{
	reader->resets++;
	card->resets = reader->resets;
}

PUBLIC LONG SCardReconnect(SCARDHANDLE hCard, DWORD dwShareMode, DWORD dwPreferredProtocols,
                           DWORD dwInitialization, LPDWORD pdwActiveProtocol)
{
	const enum fake_call call = CALL_RECONNECT;
	LONG rv = fake_begin(call);
	struct fake_card *card = fake_take_card(call, hCard);
	struct fake_reader *reader = fake_reader_named(card->name);
	DWORD protocol = 0;

	check_connect(call, dwShareMode, dwPreferredProtocols, pdwActiveProtocol);
	fake_must(call, dwInitialization <= SCARD_UNPOWER_CARD, "no such initialization");
	if (rv == SCARD_S_SUCCESS)
		rv = fake_is_lost(card->context)          ? SCARD_E_NO_SERVICE :
			reader == NULL                    ? SCARD_E_READER_UNAVAILABLE :
			dwShareMode == SCARD_SHARE_DIRECT ? SCARD_S_SUCCESS :
			!reader->present                  ? SCARD_E_NO_SMARTCARD :
			reader->mute                      ? SCARD_W_UNPOWERED_CARD :
				       choose_protocol(reader, dwPreferredProtocols, &protocol);
	if (rv == SCARD_S_SUCCESS) {
		card->exclusive = dwShareMode == SCARD_SHARE_EXCLUSIVE;
		card->direct = dwShareMode == SCARD_SHARE_DIRECT;
		card->inserted = reader->inserted;
		card->resets = reader->resets;
		card->protocol = protocol;
		if (dwInitialization != SCARD_LEAVE_CARD)
			reset_by(card, reader);
		fake_count_users(reader);
		*pdwActiveProtocol = protocol;
	}
	return fake_end(call, card->context, rv);
}

PUBLIC LONG SCardDisconnect(SCARDHANDLE hCard, DWORD dwDisposition)
{
	const enum fake_call call = CALL_DISCONNECT;
	LONG rv = fake_begin(call);
	struct fake_card *card = fake_take_card(call, hCard);
	struct fake_context *context = card->context;
	struct fake_reader *reader = fake_reader_named(card->name);

	fake_must(call, dwDisposition <= SCARD_EJECT_CARD, "no such disposition");
	if (rv == SCARD_S_SUCCESS && fake_is_lost(context))
		rv = SCARD_E_NO_SERVICE;
	card->used = false;
	if (reader != NULL) {
		if (dwDisposition != SCARD_LEAVE_CARD)
			reader->resets++;
		fake_count_users(reader);
	}
	return fake_end(call, context, rv);
}

PUBLIC LONG SCardBeginTransaction(SCARDHANDLE hCard)
{
	LONG rv = fake_begin(CALL_BEGIN);
	struct fake_card *card = fake_take_card(CALL_BEGIN, hCard);
	struct fake_reader *reader;

	if (rv == SCARD_S_SUCCESS)
		rv = fake_look_at_card(card, &reader);
	if (rv == SCARD_S_SUCCESS)
		card->transactions++;
	return fake_end(CALL_BEGIN, card->context, rv);
}

PUBLIC LONG SCardEndTransaction(SCARDHANDLE hCard, DWORD dwDisposition)
{
	LONG rv = fake_begin(CALL_END);
	struct fake_card *card = fake_take_card(CALL_END, hCard);
	struct fake_reader *reader;

	fake_must(CALL_END, dwDisposition <= SCARD_EJECT_CARD, "no such disposition");
	if (rv == SCARD_S_SUCCESS)
		rv = fake_look_at_card(card, &reader);
	if (rv == SCARD_S_SUCCESS && card->transactions == 0)
		rv = SCARD_E_NOT_TRANSACTED;
	else if (rv == SCARD_S_SUCCESS)
		card->transactions--;
	return fake_end(CALL_END, card->context, rv);
}

PUBLIC LONG SCardStatus(SCARDHANDLE hCard, LPSTR szReaderName, LPDWORD pcchReaderLen,
                        LPDWORD pdwState, LPDWORD pdwProtocol, LPBYTE pbAtr, LPDWORD pcbAtrLen)
{
	const enum fake_call call = CALL_STATUS;
	LONG rv = fake_begin(call);
	struct fake_card *card = fake_take_card(call, hCard);
	struct fake_reader *reader;
	DWORD unused_name = 0, unused_atr = 0;

	if (rv == SCARD_S_SUCCESS)
		rv = fake_look_at_card(card, &reader);
	if (rv != SCARD_S_SUCCESS)
		return fake_end(call, card->context, rv);
	card->context->listed = true;
	if (pdwState != NULL)
		*pdwState = (DWORD)reader->counter << 16 |
			(reader->present ? SCARD_PRESENT | SCARD_POWERED | SCARD_NEGOTIABLE :
		                           SCARD_ABSENT);
	if (pdwProtocol != NULL)
		*pdwProtocol = card->protocol;
	rv = fake_give(call, reader->name, strlen(reader->name) + 1, szReaderName,
	               pcchReaderLen != NULL ? pcchReaderLen : &unused_name);
	LONG atr_rv = fake_give(call, reader->atr, reader->atr_length, pbAtr,
	                        pcbAtrLen != NULL ? pcbAtrLen : &unused_atr);
	return fake_end(call, card->context, rv != SCARD_S_SUCCESS ? rv : atr_rv);
}

/* --- bytes --- */

static const struct fake_answer *answer_to(const struct fake_reader *reader, const uint8_t *command,
                                           size_t length)
{
	const struct fake_answer *best = NULL;

	for (size_t i = 0; i < reader->answer_count; i++) {
		const struct fake_answer *answer = &reader->answers[i];

		if (answer->purpose == FOR_COMMAND && answer->prefix_length <= length &&
		    memcmp(answer->prefix, command, answer->prefix_length) == 0 &&
		    (best == NULL || best->prefix_length <= answer->prefix_length))
			best = answer;
	}
	return best;
}

static const struct fake_answer *answer_of(const struct fake_reader *reader, int purpose,
                                           DWORD code)
{
	for (size_t i = 0; i < reader->answer_count; i++)
		if ((int)reader->answers[i].purpose == purpose && reader->answers[i].code == code)
			return &reader->answers[i];
	return NULL;
}

static size_t fill(const struct fake_answer *answer, const uint8_t *command, size_t length,
                   uint8_t *out)
{
	size_t count = 0;

	if (answer == NULL) {
		memcpy(out, "\x6D\x00", 2);
		return 2;
	}
	if (answer->kind == ANSWER_BYTES) {
		if (answer->count > 0)
			memcpy(out, answer->bytes, answer->count);
		return answer->count;
	}
	if (answer->kind == ANSWER_ECHO) {
		count = length < FAKE_DATA_MAX ? length : FAKE_DATA_MAX;
		memcpy(out, command, count);
	} else {
		for (; count < answer->count; count++)
			out[count] = (uint8_t)count;
	}
	memcpy(out + count, "\x90\x00", 2);
	return count + 2;
}

static void log_command(const uint8_t *command, size_t length)
{
	static char text[2 * MAX_BUFFER_SIZE_EXTENDED + 1];
	size_t at = 0;

	if (!fake_logs())
		return;
	for (size_t i = 0; i < length && at + 2 < sizeof text; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "%02X", command[i]);
	fake_log("> %s", text);
}

static LONG transmit(struct fake_card *card, const SCARD_IO_REQUEST *pci, const BYTE *command,
                     DWORD length, BYTE *out, DWORD *out_length)
{
	static uint8_t response[FAKE_RESPONSE_MAX];
	struct fake_reader *reader;

	if (length > MAX_BUFFER_SIZE_EXTENDED)
		return SCARD_E_INSUFFICIENT_BUFFER;
	LONG rv = fake_look_at_card(card, &reader);
	if (rv != SCARD_S_SUCCESS)
		return rv;
	if (pci->dwProtocol != card->protocol)
		return SCARD_E_PROTO_MISMATCH;
	log_command(command, length);
	size_t count = fill(answer_to(reader, command, length), command, length, response);
	if (count > *out_length) {
		*out_length = count;
		return SCARD_E_INSUFFICIENT_BUFFER;
	}
	memcpy(out, response, count);
	*out_length = count;
	return SCARD_S_SUCCESS;
}

PUBLIC LONG SCardTransmit(SCARDHANDLE hCard, const SCARD_IO_REQUEST *pioSendPci,
                          LPCBYTE pbSendBuffer, DWORD cbSendLength, SCARD_IO_REQUEST *pioRecvPci,
                          LPBYTE pbRecvBuffer, LPDWORD pcbRecvLength)
{
	const enum fake_call call = CALL_TRANSMIT;
	LONG rv = fake_begin(call);
	struct fake_card *card = fake_take_card(call, hCard);

	(void)pioRecvPci;
	fake_must(call,
	          pioSendPci != NULL && pbSendBuffer != NULL && pbRecvBuffer != NULL &&
	                  pcbRecvLength != NULL,
	          "a pointer is NULL");
	fake_must(call, cbSendLength > 0, "an empty command");
	fake_must(call, *pcbRecvLength != SCARD_AUTOALLOCATE, "allocation is not for this call");
	if (rv == SCARD_S_SUCCESS)
		rv = transmit(card, pioSendPci, pbSendBuffer, cbSendLength, pbRecvBuffer,
		              pcbRecvLength);
	if (rv != SCARD_S_SUCCESS && rv != (LONG)SCARD_E_INSUFFICIENT_BUFFER)
		*pcbRecvLength = 0;
	return fake_end(call, card->context, rv);
}

/* The configured response for a control code or an attribute; max: the size of the service's
 * buffer. */
static LONG give_told(enum fake_call call, struct fake_card *card, int purpose, DWORD code,
                      size_t max, void *out, DWORD *out_length)
{
	static uint8_t bytes[FAKE_RESPONSE_MAX];
	struct fake_reader *reader;
	LONG rv = fake_look_at_card(card, &reader);

	if (rv != SCARD_S_SUCCESS)
		return rv;
	const struct fake_answer *answer = answer_of(reader, purpose, code);
	if (answer == NULL)
		return SCARD_E_UNSUPPORTED_FEATURE;
	size_t length = fill(answer, NULL, 0, bytes);
	return length > max ? SCARD_E_INSUFFICIENT_BUFFER :
			      fake_give(call, bytes, length, out, out_length);
}

PUBLIC LONG SCardControl(SCARDHANDLE hCard, DWORD dwControlCode, LPCVOID pbSendBuffer,
                         DWORD cbSendLength, LPVOID pbRecvBuffer, DWORD cbRecvLength,
                         LPDWORD lpBytesReturned)
{
	const enum fake_call call = CALL_CONTROL;
	LONG rv = fake_begin(call);
	struct fake_card *card = fake_take_card(call, hCard);
	DWORD length = cbRecvLength;

	fake_must(call, pbSendBuffer != NULL || cbSendLength == 0, "bytes to send are missing");
	fake_must(call, pbRecvBuffer != NULL || cbRecvLength == 0, "no place for the answer");
	fake_must(call, lpBytesReturned != NULL, "no place for the length");
	fake_must(call, cbRecvLength != SCARD_AUTOALLOCATE, "allocation is not for this call");
	*lpBytesReturned = 0;
	if (rv == SCARD_S_SUCCESS && cbSendLength > MAX_BUFFER_SIZE_EXTENDED)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	if (rv == SCARD_S_SUCCESS) {
		rv = give_told(call, card, FOR_CONTROL, dwControlCode, MAX_BUFFER_SIZE_EXTENDED,
		               pbRecvBuffer, &length);
		*lpBytesReturned = length > cbRecvLength || rv == SCARD_S_SUCCESS ? length : 0;
	}
	return fake_end(call, card->context, rv);
}

PUBLIC LONG SCardGetAttrib(SCARDHANDLE hCard, DWORD dwAttrId, LPBYTE pbAttr, LPDWORD pcbAttrLen)
{
	const enum fake_call call = CALL_GET_ATTRIB;
	LONG rv = fake_begin(call);
	struct fake_card *card = fake_take_card(call, hCard);

	fake_must(call, pcbAttrLen != NULL, "no place for the length");
	if (rv == SCARD_S_SUCCESS && pbAttr != NULL && *pcbAttrLen != SCARD_AUTOALLOCATE &&
	    *pcbAttrLen > MAX_BUFFER_SIZE)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	if (rv == SCARD_S_SUCCESS)
		rv = give_told(call, card, FOR_ATTRIB, dwAttrId, MAX_BUFFER_SIZE, pbAttr,
		               pcbAttrLen);
	return fake_end(call, card->context, rv);
}

PUBLIC LONG SCardSetAttrib(SCARDHANDLE hCard, DWORD dwAttrId, LPCBYTE pbAttr, DWORD cbAttrLen)
{
	LONG rv = fake_begin(CALL_SET_ATTRIB);
	struct fake_card *card = fake_take_card(CALL_SET_ATTRIB, hCard);

	(void)dwAttrId;
	fake_must(CALL_SET_ATTRIB, pbAttr != NULL && cbAttrLen > 0, "no value");
	if (rv == SCARD_S_SUCCESS && cbAttrLen > MAX_BUFFER_SIZE)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	return fake_end(CALL_SET_ATTRIB, card->context,
	                rv != SCARD_S_SUCCESS ? rv : (LONG)SCARD_E_UNSUPPORTED_FEATURE);
}
