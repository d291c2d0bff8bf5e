#include "sys/pcsc/pcsc_link.h"

#include "sys/pcsc/pcsc_context.h"
#include "sys/pcsc/pcsc_trace.h"

static uint32_t protocol_bits(unsigned protocols)
{
	uint32_t bits = 0;

	if (protocols & CARD_T0)
		bits |= SCARD_PROTOCOL_T0;
	if (protocols & CARD_T1)
		bits |= SCARD_PROTOCOL_T1;
	if (protocols & CARD_RAW)
		bits |= SCARD_PROTOCOL_RAW;
	return bits;
}

static enum card_protocol active_protocol(uint32_t protocol)
{
	switch (protocol) {
	case SCARD_PROTOCOL_T0:
		return CARD_T0;
	case SCARD_PROTOCOL_T1:
		return CARD_T1;
	case SCARD_PROTOCOL_RAW:
		return CARD_RAW;
	default:
		return CARD_NONE;
	}
}

static const uint32_t shares[] = {
	[CARD_SHARED] = SCARD_SHARE_SHARED,
	[CARD_EXCLUSIVE] = SCARD_SHARE_EXCLUSIVE,
	[CARD_DIRECT] = SCARD_SHARE_DIRECT,
};

/* Makes a call on the card and reports it. The caller fills in the parts of the report that depend
 * on the call: its name, the arguments after the card, and the name of the result. */
static uint32_t call_card(const struct pcsc_link *link, struct request *request, unsigned limit_ms,
                          struct pcsc_call report)
{
	size_t size = request->out_length;

	if (link->pcsc->lost) {
		request->out_length = 0;
		return PCSC_NO_RESPONSE;
	}
	request->card = link->handle;
	uint64_t began = pcsc_trace_time();
	uint32_t code = context_ask(link->pcsc, request, limit_ms);
	if (code != PCSC_OK)
		request->out_length = 0;
	else if (request->out_length > size)
		request->out_length = size;
	report.reader = link->reader;
	report.arguments[0] = (struct pcsc_number){"card", (uint32_t)link->handle};
	report.results[0].value = request->active;
	report.in = request->in;
	report.in_length = request->in_length;
	report.out = request->out;
	report.out_length = request->out_length;
	pcsc_trace_report(began, code, report);
	return code;
}

uint32_t pcsc_link_connect(struct pcsc_link *link, enum card_share share, unsigned protocols,
                           enum card_protocol *active)
{
	struct request request = {.call = REQUEST_CONNECT,
	                          .reader = link->reader,
	                          .share = shares[share],
	                          .protocols = protocol_bits(protocols)};
	if (link->pcsc->lost)
		return PCSC_NO_RESPONSE;
	uint64_t began = pcsc_trace_time();
	uint32_t code = context_ask(link->pcsc, &request, link->pcsc->limit_ms);

	pcsc_trace_report(
		began, code,
		(struct pcsc_call){.name = "SCardConnect",
	                           .reader = link->reader,
	                           .arguments = {{"context", (uint32_t)link->pcsc->context},
	                                         {"share", request.share},
	                                         {"protocols", request.protocols}},
	                           .results = {{"card", (uint32_t)request.card},
	                                       {"protocol", request.active}}});
	if (code != PCSC_OK)
		return code;
	link->handle = request.card;
	*active = active_protocol(request.active);
	return code;
}

uint32_t pcsc_link_reconnect(const struct pcsc_link *link, enum card_share share,
                             unsigned protocols, enum card_reset kind, enum card_protocol *active)
{
	struct request request = {.call = REQUEST_RECONNECT,
	                          .share = shares[share],
	                          .protocols = protocol_bits(protocols),
	                          .disposition = kind == CARD_COLD ? SCARD_UNPOWER_CARD :
	                                                             SCARD_RESET_CARD};
	struct pcsc_call report = {.name = "SCardReconnect",
	                           .arguments = {[1] = {"share", request.share},
	                                         {"protocols", request.protocols},
	                                         {"initialization", request.disposition}},
	                           .results = {{"protocol"}}};
	uint32_t code = call_card(link, &request, link->pcsc->limit_ms, report);

	if (code == PCSC_OK)
		*active = active_protocol(request.active);
	return code;
}

uint32_t pcsc_link_disconnect(const struct pcsc_link *link, enum card_disposition disposition)
{
	static const uint32_t dispositions[] = {
		[CARD_LEAVE] = SCARD_LEAVE_CARD,
		[CARD_RESET] = SCARD_RESET_CARD,
		[CARD_UNPOWER] = SCARD_UNPOWER_CARD,
		[CARD_EJECT] = SCARD_EJECT_CARD,
	};
	struct request request = {.call = REQUEST_DISCONNECT,
	                          .disposition = dispositions[disposition]};

	return call_card(
		link, &request, link->pcsc->limit_ms,
		(struct pcsc_call){.name = "SCardDisconnect",
	                           .arguments = {[1] = {"disposition", request.disposition}}});
}

uint32_t pcsc_link_transmit(const struct pcsc_link *link, enum card_protocol protocol,
                            const uint8_t *command, size_t command_length, uint8_t *response,
                            size_t *length)
{
	struct request request = {.call = REQUEST_TRANSMIT,
	                          .protocols = protocol == CARD_NONE ? SCARD_PROTOCOL_RAW :
	                                                               protocol_bits(protocol),
	                          .in = command,
	                          .in_length = command_length,
	                          .out = response,
	                          .out_length = CARD_RESPONSE_MAX};
	uint32_t code =
		call_card(link, &request, 0,
	                  (struct pcsc_call){.name = "SCardTransmit",
	                                     .is_command = true,
	                                     .arguments = {[1] = {"protocol", request.protocols}}});

	*length = request.out_length;
	return code;
}

uint32_t pcsc_link_control(const struct pcsc_link *link, uint32_t control, const uint8_t *in,
                           size_t in_length, uint8_t *out, size_t *out_length)
{
	struct request request = {.call = REQUEST_CONTROL,
	                          .number = control,
	                          .in = in,
	                          .in_length = in_length,
	                          .out = out,
	                          .out_length = *out_length};
	uint32_t code = call_card(
		link, &request, link->pcsc->limits_controls ? link->pcsc->limit_ms : 0,
		(struct pcsc_call){.name = "SCardControl", .arguments = {[1] = {"code", control}}});

	*out_length = request.out_length;
	return code;
}

uint32_t pcsc_link_attribute(const struct pcsc_link *link, uint32_t tag, uint8_t *out,
                             size_t *out_length)
{
	/* pcsc-lite rejects a larger buffer without asking the driver. */
	size_t size = *out_length < CARD_ATTRIBUTE_MAX ? *out_length : CARD_ATTRIBUTE_MAX;
	struct request request = {
		.call = REQUEST_ATTRIBUTE, .number = tag, .out = out, .out_length = size};
	uint32_t code = call_card(
		link, &request, link->pcsc->limit_ms,
		(struct pcsc_call){.name = "SCardGetAttrib", .arguments = {[1] = {"tag", tag}}});

	*out_length = request.out_length;
	return code;
}

uint32_t pcsc_link_begin(const struct pcsc_link *link)
{
	struct request request = {.call = REQUEST_BEGIN};

	return call_card(link, &request, 0, (struct pcsc_call){.name = "SCardBeginTransaction"});
}

uint32_t pcsc_link_end(const struct pcsc_link *link)
{
	struct request request = {.call = REQUEST_END, .disposition = SCARD_LEAVE_CARD};

	return call_card(
		link, &request, 0,
		(struct pcsc_call){.name = "SCardEndTransaction",
	                           .arguments = {[1] = {"disposition", request.disposition}}});
}
