#include "capture/packets.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/streams.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>

struct packets {
	pcap_t *pcap;
	pcap_dumper_t *dumper; /* NULL while reading */
};

/* larger than any record of the kernel or of this program */
enum { SNAPLEN = 262144, BUFFER = 262144 };

/* Reports an error of libpcap, unless memory ran out, and frees the packets. */
static struct packets *failed(struct packets *packets, const char *what, const char *why)
{
	if (memory_sufficed(errno != ENOMEM))
		message_error("cannot %s the capture: %s", what, why);
	packets_free(&packets);
	return NULL;
}

struct packets *packets_read(void)
{
	struct packets *packets = calloc(1, sizeof *packets);
	char why[PCAP_ERRBUF_SIZE];

	if (!memory_sufficed(packets != NULL))
		return NULL;
	errno = 0;
	(void)setvbuf(stdin, NULL, _IOFBF, BUFFER);
	packets->pcap = pcap_fopen_offline(stdin, why);
	return packets->pcap != NULL ? packets : failed(packets, "read", why);
}

struct packets *packets_write(int link)
{
	struct packets *packets = calloc(1, sizeof *packets);

	if (!memory_sufficed(packets != NULL))
		return NULL;
	errno = 0;
	packets->pcap = pcap_open_dead(link, SNAPLEN);
	if (packets->pcap == NULL)
		return failed(packets, "write", "libpcap refuses");
	packets->dumper = pcap_dump_fopen(packets->pcap, stdout);
	return packets->dumper != NULL ? packets :
					 failed(packets, "write", pcap_geterr(packets->pcap));
}

void packets_free(struct packets **packets)
{
	if (*packets == NULL)
		return;
	/* Not pcap_dump_close(): the dumper uses standard output, which output_end() closes. */
	if ((*packets)->pcap != NULL)
		pcap_close((*packets)->pcap);
	free(*packets);
	*packets = NULL;
}

int packets_link(const struct packets *packets)
{
	return pcap_datalink(packets->pcap);
}

bool packets_next(struct packets *packets, const uint8_t **bytes, size_t *length)
{
	struct pcap_pkthdr *head;
	int got = pcap_next_ex(packets->pcap, &head, bytes);

	if (got == PCAP_ERROR)
		message_error("the capture ends early: %s", pcap_geterr(packets->pcap));
	if (got != 1)
		return false;
	*length = head->caplen;
	return true;
}

bool packets_add(struct packets *packets, int64_t seconds, int32_t microseconds,
                 const uint8_t *bytes, size_t length)
{
	struct pcap_pkthdr head = {
		/* 32 bits wide in older versions of libpcap */
		.ts = {.tv_sec = (time_t)seconds, .tv_usec = microseconds},
		.caplen = (bpf_u_int32)length,
		.len = (bpf_u_int32)length,
	};

	pcap_dump((u_char *)packets->dumper, &head, bytes);
	bool written = pcap_dump_flush(packets->dumper) == 0;
	if (!written)
		streams_record_failure(errno);
	return written;
}

void packets_library(char *out, size_t size)
{
	snprintf(out, size, "%s", pcap_lib_version());
}
