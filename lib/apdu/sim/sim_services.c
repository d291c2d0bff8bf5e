#include "apdu/sim/sim_services.h"

#include <stdio.h>

/* The name of service n is that with index n - 1. */

static const char *const sim_services[] = {
	"CHV1 disable function",
	"abbreviated dialling numbers (ADN)",
	"fixed dialling numbers (FDN)",
	"short message storage (SMS)",
	"advice of charge (AoC)",
	"capability configuration parameters (CCP)",
	"PLMN selector",
	"reserved",
	"MSISDN",
	"extension 1",
	"extension 2",
	"SMS parameters",
	"last number dialled (LND)",
	"cell broadcast message identifier",
	"group identifier level 1",
	"group identifier level 2",
	"service provider name",
	"service dialling numbers (SDN)",
	"extension 3",
	"reserved",
	"VGCS group identifiers",
	"VBS group identifiers",
	"enhanced multi-level precedence and pre-emption",
	"automatic answer for eMLPP",
	"data download by SMS-CB",
	"data download by SMS-PP",
	"menu selection",
	"call control",
	"proactive SIM",
	"cell broadcast message identifier ranges",
	"barred dialling numbers (BDN)",
	"extension 4",
	"depersonalization control keys",
	"co-operative network list",
	"short message status reports",
	"network's indication of alerting in the MS",
	"control of sent short messages by the SIM",
	"GPRS",
	"images",
	"support of localised service areas (SoLSA)",
	"USSD string in call control",
	"RUN AT COMMAND",
	"user controlled PLMN selector with access technology",
	"operator controlled PLMN selector with access technology",
	"HPLMN selector with access technology",
	"CPBCCH information",
	"investigation scan",
	"extended capability configuration parameters",
	"MExE",
	"reserved",
	"PLMN network name",
	"operator PLMN list",
	"mailbox dialling numbers",
	"message waiting indication",
	"call forwarding indication",
	"service provider display information",
	"multimedia messaging (MMS)",
	"extension 8",
	"MMS user connectivity parameters",
};

static const char *const usim_services[] = {
	"local phone book",
	"fixed dialling numbers (FDN)",
	"extension 2",
	"service dialling numbers (SDN)",
	"extension 3",
	"barred dialling numbers (BDN)",
	"extension 4",
	"outgoing call information",
	"incoming call information",
	"short message storage (SMS)",
	"short message status reports",
	"SMS parameters",
	"advice of charge (AoC)",
	"capability configuration parameters 2",
	"cell broadcast message identifier",
	"cell broadcast message identifier ranges",
	"group identifier level 1",
	"group identifier level 2",
	"service provider name",
	"user controlled PLMN selector with access technology",
	"MSISDN",
	"images",
	"support of localised service areas (SoLSA)",
	"enhanced multi-level precedence and pre-emption",
	"automatic answer for eMLPP",
	"reserved",
	"GSM access",
	"data download by SMS-PP",
	"data download by SMS-CB",
	"call control by the USIM",
	"control of sent short messages by the USIM",
	"RUN AT COMMAND",
	"always 1",
	"enabled services table",
	"APN control list",
	"depersonalization control keys",
	"co-operative network list",
	"GSM security context",
	"CPBCCH information",
	"investigation scan",
	"MExE",
	"operator controlled PLMN selector with access technology",
	"HPLMN selector with access technology",
	"extension 5",
	"PLMN network name",
	"operator PLMN list",
	"mailbox dialling numbers",
	"message waiting indication",
	"call forwarding indication",
	"reserved",
	"service provider display information",
	"multimedia messaging (MMS)",
	"extension 8",
	"call control on GPRS by the USIM",
	"MMS user connectivity parameters",
	"network's indication of alerting in the MS",
	"VGCS group identifiers",
	"VBS group identifiers",
	"pseudonym",
	"user controlled PLMN selector for I-WLAN",
	"operator controlled PLMN selector for I-WLAN",
	"user controlled WSID list",
	"operator controlled WSID list",
	"VGCS security",
	"VBS security",
	"WLAN reauthentication identity",
	"storage of multimedia messages",
	"generic bootstrapping architecture (GBA)",
	"MBMS security",
	"data download by USSD, and USSD application mode",
	"equivalent HPLMN",
	"second TERMINAL PROFILE after activation of the UICC",
	"equivalent HPLMN presentation indication",
	"last RPLMN selection indication",
	"OMA BCAST smart card profile",
	"GBA-based local key establishment",
	"terminal applications",
	"service provider name icon",
	"PLMN network name icon",
	"connectivity parameters for USIM IP connections",
	"home I-WLAN specific identifiers",
	"I-WLAN equivalent HPLMN presentation indication",
	"I-WLAN HPLMN priority indication",
	"I-WLAN last registered PLMN",
	"EPS mobility management information",
	"allowed CSG lists",
	"call control on EPS PDN connections by the USIM",
	"HPLMN direct access",
	"eCall data",
	"operator CSG lists",
	"short messages over IP",
	"CSG display control",
	"communication control for IMS by the USIM",
	"extended terminal applications",
	"access of the UICC to IMS",
	"NAS configuration by the USIM",
	"PWS configuration by the USIM",
	"reserved",
	"URIs",
	"extended EARFCN",
	"ProSe",
	"USAT application pairing",
	"media types",
	"IMS call disconnection cause",
	"URIs in the control of sent short messages",
	"ePDG configuration",
	"ePDG configuration configured",
	"ACDC",
	"mission critical services",
	"ePDG configuration for emergency services",
	"ePDG configuration for emergency services configured",
	"eCall data over IMS",
	"URIs in data download by SMS-PP",
	"From Preferred",
	"IMS configuration data",
	"TV configuration",
	"3GPP PS data off",
	"3GPP PS data off service list",
	"V2X",
	"XCAP configuration data",
	"EARFCN list for MTC and NB-IoT",
	"5GS mobility management information",
	"5G security parameters",
	"subscription identifier privacy",
	"SUCI calculation by the USIM",
	"UAC access identities",
	"steering of roaming by the control plane in the visited network",
	"call control on PDU sessions by the USIM",
	"5GS operator PLMN list",
	"SUPI of type NSI, GLI or GCI",
	"3GPP PS data off, separate home and roaming lists",
	"URSP by the USIM",
	"5G security parameters extended",
	"MuD and MiD configuration data",
	"trusted non-3GPP access networks by the USIM",
	"several records of NAS security context",
	"preconfigured CAG information list",
	"SOR-CMCI storage",
	"5G ProSe",
	"disaster roaming information",
	"preconfigured eDRX parameters",
	"5G NSWO",
	"PWS configuration for SNPN",
	"multiplier of the PLMN search period for satellite access",
	"derivation of K_AUSF",
	"network identifier for SNPN (NID)",
	"5MBS UE preconfiguration",
	"operator controlled signal threshold per access technology",
	"A2X",
	"IMS data channel indication",
};

static const char *const enabled_services[] = {
	"fixed dialling numbers (FDN)",
	"barred dialling numbers (BDN)",
	"APN control list",
};

static const char *const isim_services[] = {
	"P-CSCF address",
	"generic bootstrapping architecture (GBA)",
	"HTTP digest",
	"GBA-based local key establishment",
	"P-CSCF discovery for IMS local break-out",
	"short message storage (SMS)",
	"short message status reports",
	"short messages over IP",
	"communication control for IMS by the ISIM",
	"access of the UICC to IMS",
	"URIs",
	"media types",
	"IMS call disconnection cause",
	"URIs in the control of sent short messages",
	"mission critical services",
	"URIs in data download by SMS-PP",
	"From Preferred",
	"IMS configuration data",
	"XCAP configuration data",
	"WebRTC URI",
	"MuD and MiD configuration data",
	"IMS data channel indication",
};

static const char *const ruim_services[] = {
	"CHV disable function",
	"abbreviated dialling numbers (ADN)",
	"fixed dialling numbers (FDN)",
	"short message storage (SMS)",
	"HRPD",
	"enhanced phone book",
	"multimedia domain (MMD)",
	"EUIMID based on SF_EUIMID",
	"MEID",
	"extension 1",
	"extension 2",
	"SMS parameters",
	"last number dialled (LND)",
	"service category program for BC-SMS",
	"messaging and 3GPD extensions",
	"root certificates",
	"CDMA home service provider name",
	"service dialling numbers (SDN)",
	"extension 3",
	"3GPD-SIP",
	"WAP browser",
	"Java",
	"reserved for CDG",
	"reserved for CDG",
	"data download by SMS broadcast",
	"data download by SMS-PP",
	"menu selection",
	"call control",
	"proactive R-UIM",
	"AKA",
	"IPv6",
	"reserved",
	"reserved",
	"reserved",
	"reserved",
	"reserved",
	"reserved",
	"3GPD-MIP",
	"BCMCS",
	"multimedia messaging (MMS)",
	"extension 8",
	"MMS user connectivity parameters",
	"application authentication",
	"group identifier level 1",
	"group identifier level 2",
	"depersonalization control keys",
	"co-operative network list",
};

static const char *const csim_services[] = {
	"local phone book",
	"fixed dialling numbers (FDN)",
	"extension 2",
	"service dialling numbers (SDN)",
	"extension 3",
	"short message storage (SMS)",
	"SMS parameters",
	"HRPD",
	"service category program for BC-SMS",
	"CDMA home service provider name",
	"data download by SMS broadcast",
	"data download by SMS-PP",
	"call control",
	"3GPD-SIP",
	"3GPD-MIP",
	"AKA",
	"IP-based location services (LCS)",
	"BCMCS",
	"multimedia messaging (MMS)",
	"extension 8",
	"MMS user connectivity parameters",
	"application authentication",
	"group identifier level 1",
	"group identifier level 2",
	"depersonalization control keys",
	"co-operative network list",
	"outgoing call information",
	"incoming call information",
	"extension 5",
	"storage of multimedia messages",
	"images",
	"enabled services table",
	"capability configuration parameters",
	"EUIMID based on SF_EUIMID",
	"messaging and 3GPD extensions",
	"root certificates",
	"WAP browser",
	"Java",
	"reserved for CDG",
	"reserved for CDG",
	"IPv6",
};

static void add_service(const struct data_context *context, node_id field, size_t number,
                        const char *name, const char *state)
{
	char label[32];

	(void)snprintf(label, sizeof label, "service %zu", number);
	tree_addf(context->tree, field, NODE_DETAIL, ROLE_PLAIN, label, "%s%s", name, state);
}

static bool all_zero(const struct data *data)
{
	size_t i = 0;

	while (i < data->length && data->bytes[i] == 0)
		i++;
	return i == data->length;
}

/* Each service has so many bits, the lowest ones of the first byte first; the first bit says that
 * it is there, the second one that it can be used. */
static bool describe_services(const struct data_context *context, const char *const *names,
                              size_t count, unsigned bits)
{
	const struct data *data = context->data;
	unsigned each = 8 / bits, both = (1u << bits) - 1;
	node_id field = data_field(context, all_zero(data) ? "no services" : "");

	for (size_t i = 0; i < data->length * each; i++) {
		unsigned state = data->bytes[i / each] >> i % each * bits & both;

		if (state != 0)
			add_service(context, field, i + 1,
			            i < count ? names[i] : "unknown to pcsckit",
			            state == both      ? "" :
			                    state == 1 ? ", not activated" :
			                                 ", not allocated");
	}
	return true;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool describe_sim_services(const struct data_context *context)
{
	return describe_services(context, sim_services, COUNT(sim_services), 2);
}

bool describe_usim_services(const struct data_context *context)
{
	return describe_services(context, usim_services, COUNT(usim_services), 1);
}

bool describe_enabled_services(const struct data_context *context)
{
	return describe_services(context, enabled_services, COUNT(enabled_services), 1);
}

bool describe_isim_services(const struct data_context *context)
{
	return describe_services(context, isim_services, COUNT(isim_services), 1);
}

bool describe_ruim_services(const struct data_context *context)
{
	return describe_services(context, ruim_services, COUNT(ruim_services), 2);
}

bool describe_csim_services(const struct data_context *context)
{
	return describe_services(context, csim_services, COUNT(csim_services), 1);
}
