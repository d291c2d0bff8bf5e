/* Contents of files of SIMs and UICCs: bytes that others published with their meaning, and such as
 * the standards give. */
#include "test.h"
#include "from_hex.h"
#include "tree_checks.h"

#include "apdu/describe_apdu.h"
#include "base/bytes.h"

enum { WANTED = 9 };
enum application { SIM, USIM, ISIM, CSIM, UNKNOWN };

/* PATH=TEXT are the name and the text of a field or detail, in the order in which they must appear.
 */
struct sample {
	enum application application;
	unsigned file; /* identifier, after that of a DF to select first, if any */
	const char *bytes;
	const char *want[WANTED];
};

/* Tests of pySim: bytes, and what they say. */
static const struct sample published[] = {
	{UNKNOWN,
         0x2F05,
         "656E64657275FFFFFFFF",
         {"language=\"en\"", "language=\"de\"", "language=\"ru\""}},
	{SIM, 0x2F05, "6465656E", {"language=\"de\"", "language=\"en\""}},
	{SIM, 0x6F05, "24", {"language=Icelandic"}},
	{SIM, 0x6F07, "082982608200002080", {"IMSI=228062800000208"}},
	{USIM, 0x6F07, "082926101160845740", {"IMSI=262011106487504"}},
	{UNKNOWN,
         0x2F08,
         "3CFF02",
         {"maximum current in mA=60", "operator's time-out in seconds=none",
          "b2=suspension of the UICC supported"}},
	{UNKNOWN,
         0x2F08,
         "320500FFFF",
         {"maximum current in mA=50", "operator's time-out in seconds=5", "reserved="}},
	{SIM, 0x6F20, "837D783609A3858F05", {"Kc=", "ciphering key sequence number (7: no key)=5"}},
	{SIM, 0x6F30, "22F860330420FFFFFF", {"PLMN=228-06", "PLMN=334-020", "PLMN=none"}},
	{USIM, 0x6F31, "05", {"search period, in units of 6 minutes=5"}},
	{SIM, 0x6F37, "000000", {"units=0"}},
	{SIM,
         0x6F46,
         "0147534D2D52204348FFFFFFFFFFFFFFFF",
         {"b1=the PLMN's name must be shown in the HPLMN or one in EF.SPDI",
          "b2=the provider's name must be shown in other PLMNs",
          "service provider name=\"GSM-R CH\""}},
	{USIM,
         0x6F78,
         "802B",
         {"byte 1 b8=class 15: PLMN staff", "byte 2 b6=class 5", "byte 2 b4=class 3",
          "byte 2 b2=class 1", "byte 2 b1=class 0"}},
	{SIM, 0x6F78, "0100", {"byte 1 b1=class 8"}},
	{USIM,
         0x6F7E,
         "47D1264A62F21037211E00",
         {"TMSI=", "PLMN=262-01", "location area code=", "location update status=updated"}},
	{USIM,
         0x6F7E,
         "FFFFFFFF62F2200000FF01",
         {"PLMN=262-02", "location update status=not updated"}},
	{SIM, 0x6F7E, "7802570222F81009780000", {"PLMN=228-01", "location update status=updated"}},
	{SIM,
         0x6F53,
         "FFFFFFFFFFFFFF22F8990000FF01",
         {"PLMN=228-99", "routing area code=", "routing area update status=not updated"}},
	{USIM, 0x6FAD, "00000002", {"operation mode=normal", "MNC in the IMSI=2 digits"}},
	{USIM,
         0x6FAD,
         "01000102",
         {"operation mode=normal, and specific facilities", "byte 2 b1=ciphering indicator",
          "MNC in the IMSI=2 digits"}},
	{SIM, 0x6FAD, "00FFFF", {"operation mode=normal", "byte 2 b1=ciphering indicator"}},
	{USIM, 0x6FDB, "02", {"networks presented=all equivalent HPLMNs"}},
	{USIM, 0x6FB7, "19F1FF01", {"emergency call code=911", "b1=police"}},
	{USIM, 0x6FB7, "19F3FF02", {"emergency call code=913", "b2=ambulance"}},
	{SIM,
         0x6F3A,
         "42204841203120536963FFFFFFFFFFFF06810628560810FFFFFFFFFFFFFF",
         {"alpha identifier=\"B HA 1 Sic\"", "length=", "dialling number=6082658001",
          "unused=", "EF.CCP record=none", "extension record=none"}},
	{USIM,
         0x6F3A,
         "4B756E64656E62657472657575"
         "6E67FF0791947112122721FFFFFFFFFFFF",
         {"alpha identifier=\"Kundenbetreuung\"", "dialling number=+491721217212"}},
	{USIM,
         0x6F40,
         "456967656E65205275666E756D6D6572FFFFFFFF0891947172199181F3FFFFFFFFFF",
         {"alpha identifier=\"Eigene Rufnummer\"", "dialling number=+4917279119183"}},
	{UNKNOWN,
         0x6F40,
         "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF04B12143F5FFFFFFFFFFFFFFFFFF",
         {"dialling number=12345"}},
	{USIM,
         0x6F42,
         "534D5343FFFFFFFFFFFFFFFFFFFFFFFFE1FFFFFFFFFFFFFFFFFFFFFFFF0891945197109099F9FFFFFF0000A9",
         {"alpha identifier=\"SMSC\"", "b2=service centre address", "b3=protocol identifier",
          "b4=data coding scheme", "b5=validity period", "service centre address=+4915790109999",
          "validity period=3 days"}},
	{USIM,
         0x6F60,
         "62F2104000FFFFFF0000",
         {"PLMN=262-01", "byte 1 b7-b5=E-UTRAN, WB-S1 and NB-S1", "PLMN=none"}},
	{SIM,
         0x6FC6,
         "62F2100000FFFE01",
         {"PLMN (D: any digit)=262-01", "record of the name in EF.PNN=1"}},
	{USIM,
         0x6FC6,
         "216354789ABCDE12",
         {"PLMN (D: any digit)=123-456", "record of the name in EF.PNN=18"}},
	{USIM, 0x6FC9, "0100000000", {"record for voicemail=1", "record for fax=none"}},
	{USIM,
         0x6FC5,
         "430A82D432BBBC7EB75DE432450A82D432BBBC7EB75DE432FFFFFFFF",
         {"43=full name of the network: \"Telekom.de\"",
          "45=short name of the network: \"Telekom.de\""}},
	{ISIM,
         0x6F02,
         "803137333830303630303030303031303140696D732E6D6E633030302E6D63633733382E336770706E657477"
         "6F726B2E6F7267",
         {"80=IMS private user identity: \"738006000000101@ims.mnc000.mcc738.3gppnetwork.org\""}},
	{ISIM,
         0x6F03,
         "8021696D732E6D6E633030302E6D63633733382E336770706E6574776F726B2E6F7267",
         {"80=home network domain name: \"ims.mnc000.mcc738.3gppnetwork.org\""}},
	{ISIM,
         0x6F04,
         "80357369703A37333830303630303030303031303140696D732E6D6E633030302E6D63633733382E33677070"
         "6E6574776F726B2E6F7267",
         {"80=IMS public user identity: "
          "\"sip:738006000000101@ims.mnc000.mcc738.3gppnetwork.org\""}},
	{ISIM,
         0x6F09,
         "802C0070637363662E696D732E6D6E633030302E6D63633733382E7075622E336770706E6574776F726B2E6F"
         "7267",
         {"80=P-CSCF: \"pcscf.ims.mnc000.mcc738.pub.3gppnetwork.org\""}},
	{ISIM, 0x6F09, "800501C0A80C22", {"80=P-CSCF: 192.168.12.34"}},
	{ISIM,
         0x6F09,
         "801102FE800000000000000042D7FFFE530335",
         {"80=P-CSCF: fe80:0:0:0:42:d7ff:fe53:335"}},
};

/* Tests of pySim as well: files below second-level DFs, and objects. */
static const struct sample published_objects[] = {
	{SIM,
         0x6FCD,
         "A305800337F800FFFFFFFFFFFFFF",
         {"80=service provider PLMN list", "PLMN=738-00"}},
	{USIM,
         0x5FC04F07,
         "A00401010000A14A80010A81204E858C4D49D1343E6181284C47CA721730C98742CB7C6182D2E8126E08088D3"
         "6"
         "80010B8120D1BC365F4997D17CE4374E72181431CBFEBA9E1B98D7618F79D48561B144672A",
         {"protection scheme=profile A", "number of its key in the list=1",
          "protection scheme=null-scheme", "number of its key in the list=none",
          "80=key identifier: 10", "81=public key", "80=key identifier: 11", "81=public key"}},
	{USIM,
         0x5FD04F01,
         "A00401020202",
         {"protection scheme=profile A", "protection scheme=profile B"}},
	{USIM,
         0x5F3A4F30,
         "A80AC0034F3A02C5034F0904AA0ACB034F3D07C2034F4A06",
         {"C0=EF.ADN", "file=4F3A", "short file identifier=SFI 2", "C5=EF.PBC", "file=4F09",
          "short file identifier=SFI 4", "CB=EF.CCP1", "file=4F3D", "C2=EF.EXT1"}},
	{USIM,
         0x5F3B4F20,
         "837D783609A3858F05",
         {"Kc=", "ciphering key sequence number (7: no key)=5"}},
	{USIM,
         0x5FC04F06,
         "03000000",
         {"byte 1 b1=multimedia priority service", "byte 1 b2=mission critical services"}},
	{USIM, 0x6FF3, "801100657064672E6F736D6F636F6D2E6F7267", {"80=ePDG: \"epdg.osmocom.org\""}},
	{USIM, 0x6FF5, "800501C0A8A001", {"80=ePDG: 192.168.160.1"}},
	{USIM,
         0x6FF4,
         "800600F110000100",
         {"PLMN=001-01", "ePDG priority=1",
          "format of the ePDG's domain name=with the operator's identifier"}},
	{USIM,
         0x6FF6,
         "800600110000A001",
         {"PLMN=001-001", "ePDG priority=160",
          "format of the ePDG's domain name=with the location"}},
	{SIM,
         0x6FB5,
         "7C04",
         {"b3=level 0", "b4=level 1", "b5=level 2", "b6=level 3", "b7=level 4",
          "levels with fast call setup=", "b3=level 0"}},
	{USIM, 0x6FB6, "3C", {"b3=level 0", "b4=level 1", "b5=level 2", "b6=level 3"}},
	{USIM,
         0x6F5B,
         "F00000F00000",
         {"START of the CS domain=15728640", "START of the PS domain=15728640"}},
	{USIM, 0x6F5C, "F01000", {"maximum value of START=15732736"}},
	{SIM,
         0x6F60,
         "62F220488C",
         {"PLMN=262-02", "byte 1 b7-b5=E-UTRAN, WB-S1 and NB-S1", "byte 1 b4=NG-RAN",
          "byte 2 b8 b4 b3=GSM and EC-GSM-IoT"}},
	{USIM,
         0x6F42,
         "FFFC0B919403214365F7FFFFFFFF07919403214365F7FFFFFFFFFFFFFF",
         {"b1=destination address", "b2=service centre address", "destination address=+49301234567",
          "service centre address=+49301234567"}},
	{USIM,
         0x6FCB,
         "0100FFFFFFFFFFFFFFFFFFFFFFFFFFFF",
         {"subscriber profile=1", "calls forwarded=", "extension record=none"}},
};

static const struct sample standard[] = {
	/* 3GPP TS 31.102, 4.2.35 */
	{USIM, 0x6F82, "000030", {"seconds=48"}},
	/* 4.2.33, 4.2.34, 4.2.44, 4.4.2.4 */
	{USIM,
         0x6F80,
         "416E6E0791947112122721FFFFFFFFFFFF629013327150"
         "8000003C00FFFFFF",
         {"alpha identifier=\"Ann\"", "dialling number=+491721217212",
          "date, time and time zone=2026-09-31 23:17:05 UTC+2:00", "duration in seconds=60",
          "status=", "entry of the phone book="}},
	{USIM,
         0x6F81,
         "0491947112FFFFFFFFFFFFFFFFFF"
         "FFFFFFFFFFFFFFFFFFFFFFFFFF",
         {"dialling number=+491721", "date, time and time zone=", "duration in seconds=none",
          "entry of the phone book="}},
	{USIM,
         0x6F4D,
         "0491947112FFFFFFFFFFFFFFFFFF02",
         {"dialling number=+491721", "extension record=none", "comparison method record=2"}},
	{SIM,
         0x6F4A,
         "0203214365FFFFFFFFFFFFFF02",
         {"record type=more of the number", "extension data=", "next extension record=2"}},
	/* 4.2.13: 25 times a hundredth */
	{USIM, 0x6F41, "4555520159", {"price per unit=0.25"}},
	/* 4.2.5, of release 17 */
	{USIM,
         0x6F61,
         "62F2100700",
         {"byte 1 b3=satellite NG-RAN", "byte 1 b2=satellite E-UTRAN, WB-S1",
          "byte 1 b1=satellite E-UTRAN, NB-S1"}},
	/* 4.2.28, 4.2.32, 4.2.50, 4.2.86, 4.2.96 */
	{USIM,
         0x6F43,
         "05FE",
         {"last message reference used=5", "memory for short messages=capacity exceeded"}},
	{SIM,
         0x6F47,
         "02FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
         {"record of the message in EF.SMS=2", "status report="}},
	{SIM, 0x6F32, "62F21005FFFF", {"PLMN=262-01", "network subset=5", "service provider=none"}},
	{USIM, 0x6FDC, "01", {"registration at switch-on=HPLMN or last registered PLMN"}},
	{USIM, 0x6FEC, "02", {"b2=warnings ignored in visited PLMNs"}},
	/* 4.2.48; 3GPP TS 23.003, 9.1 */
	{USIM,
         0x6F57,
         "01DD0908696E7465726E6574FFFF",
         {"number of APNs=1", "DD=APN: \"internet\""}},
	/* 4.4.11.2, annex E; 4.4.11.9, 4.4.11.11, 4.4.11.19 */
	{USIM,
         0x5FC04F01,
         "FFFFFFFFFFFFFFFFFFFFFFFFFF62F21000000001",
         {"PLMN of the 5G-GUTI=none", "5G-TMSI=", "last PLMN visited=262-01",
          "5GS update status=not updated"}},
	{USIM,
         0x5FC04F08,
         "62F210000001FFFFFE03",
         {"PLMN (D: any digit)=262-01",
          "tracking area codes from=", "to=", "record of the name in EF.PNN=3"}},
	{USIM, 0x5FC04F0A, "21F3FFFF", {"routing indicator=123", "reserved="}},
	{USIM, 0x5FC04F11, "01", {"5G NSWO=enabled"}},
	{USIM,
         0x6F38,
         "00000000000000000000000000000000000020",
         {"service 150=IMS data channel indication"}},
	/* 3GPP TS 31.102, 4.2.8: service 2 in b2 of byte 1, 19 in b3 of byte 3, 124 in b4 of byte
           16 */
	{USIM,
         0x6F38,
         "02000400000000000000000000000008",
         {"service 2=fixed dialling numbers (FDN)", "service 19=service provider name",
          "service 124=subscription identifier privacy"}},
	{USIM, 0x6F38, "000000000000", {"data=no services"}},
	/* 4.2.48: no access point, as a card was delivered */
	{USIM, 0x6F57, "00FFFFFF", {"number of APNs=0", "=padding"}},
	{ISIM, 0x6FF7, "01", {"From header=preferred"}},
	{USIM,
         0x6FCF,
         "00FFFFFFFFFFFFFFFFFFFFFFFF",
         {"record type=free", "next extension record=none"}},
	{USIM,
         0x6F38,
         "0000000000000000000000000000000000000002",
         {"service 154=unknown to pcsckit"}},
	/* 3GPP TS 51.011, 10.3.7: allocated in the lower bit of each pair, activated in the higher
         */
	{SIM,
         0x6F38,
         "0D",
         {"service 1=CHV1 disable function, not activated",
          "service 2=abbreviated dialling numbers (ADN)"}},
	{SIM, 0x6F38, "08", {"service 2=abbreviated dialling numbers (ADN), not allocated"}},
	{USIM,
         0x6F56,
         "05",
         {"service 1=fixed dialling numbers (FDN)", "service 3=APN control list"}},
	{ISIM, 0x6F07, "81", {"service 1=P-CSCF address", "service 8=short messages over IP"}},
	/* 4.2.3 */
	{USIM,
         0x6F08,
         "07000102030405060708090A0B0C0D0E0F000102030405060708090A0B0C0D0E0F",
         {"key set identifier (7: no key)=7", "CK=", "IK="}},
	/* 4.2.5 */
	{USIM,
         0x6F62,
         "130184C88C",
         {"PLMN=311-480", "byte 1 b8=UTRAN", "byte 1 b7-b5=E-UTRAN, WB-S1 and NB-S1",
          "byte 1 b4=NG-RAN", "byte 2 b8 b4 b3=GSM and EC-GSM-IoT"}},
	/* 4.2.13, 4.2.14 */
	{SIM, 0x6F41, "4555520103", {"currency=\"EUR\"", "price per unit=19"}},
	{USIM, 0x6F45, "0032FFFF", {"message identifier=50", "message identifier=none"}},
	{USIM, 0x6F50, "00000032", {"message identifiers from=0", "to=50"}},
	/* 4.2.23, 4.2.91 */
	{USIM,
         0x6F73,
         "C0000001AABBCC62F2101234FF02",
         {"P-TMSI=", "PLMN=262-01", "routing area update status=PLMN not allowed"}},
	{USIM,
         0x6FE3,
         "0BF662F21000010203040506"
         "62F210123402",
         {"PLMN of the GUTI=262-01", "MME code=", "M-TMSI=", "last PLMN visited=262-01",
          "tracking area code=", "EPS update status=roaming not allowed"}},
	/* TS 51.011, 10.3.19, 10.3.27 */
	{SIM, 0x6FAE, "03", {"phase=2, with PROFILE DOWNLOAD"}},
	{SIM, 0x6FB7, "11F2FF19F1FF", {"emergency call code=112", "emergency call code=911"}},
	/* 4.2.25: a message received and not yet read, one sent; the TPDUs are HeboTech.ATLib's and
           smspdu's */
	{SIM,
         0x6F3C,
         "0307911326040000F0040B911346610089F60000208062917314800CC8F71D14969741F977FD07FFFFFF",
         {"status=received, to be read", "service centre=+31624000000", "TPDU=", "SMS-DELIVER=",
          "originating address=+31641600986", "user data=\"How are you?\"", "=unused"}},
	{USIM,
         0x6F3C,
         "0500"
         "11010B911614261771F000000B0AE8329BFD4697D9EC37FFFF",
         {"status=sent, no status report requested", "TPDU=", "SMS-SUBMIT=",
          "destination address=+61416271170", "user data=\"hellohello\"", "=unused"}},
	{USIM, 0x6F3C, "00FFFFFFFFFF", {"status=free", "unused="}},
	/* 4.2.63, 4.2.64 */
	{USIM,
         0x6FCA,
         "090200000100",
         {"b1=voicemail", "b4=others", "voicemails=2", "faxes=0", "e-mails=0", "others=1"}},
	{USIM,
         0x6FCB,
         "01010491947100FFFFFFFFFFFFFFFFFF",
         {"subscriber profile=1", "b1=voice", "forwarded to=+491700", "extension record=none"}},
	/* 4.2.21, with a name */
	{USIM,
         0x6FB7,
         "11F2FF48656C7010",
         {"emergency call code=112", "alpha identifier=\"Help\"", "b5=mountain rescue"}},
	/* TS 23.040, 9.2.3.12.1: 5 minutes to 63 weeks; 9.1.2.5: a destination's length is in
           digits */
	{USIM,
         0x6F42,
         "E00C919471325476989EFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF000000",
         {"b1=destination address", "destination address=+491723456789",
          "validity period=5 minutes"}},
};

/* Files of an R-UIM, in its DF.CDMA, and of a CSIM. */
static const struct sample of_cdma[] = {
	/* a test of Android; digit by digit: 209 + 111 = 320, without 0: 310 */
	{CSIM,
         0x6F22,
         "0013034B44586380D100",
         {"data=IMSI 310008984641186", "class=0", "MIN=8984641186", "11th and 12th digit=00",
          "state=programmed", "MCC=310"}},
	{SIM, 0x7F256F23, "0013034B44586380D100", {"data=IMSI 310008984641186"}},
	{SIM,
         0x7F256F22,
         "0013034B44586300D100",
         {"data=", "MIN=8984641186", "state=not programmed", "MCC=310"}},
	/* class 1: as many digits as byte 8 says, not 15 (3GPP2 C.S0005, 2.3.1); the other bits of
           byte 1 are reserved */
	{CSIM, 0x6F22, "0113034B44586384D100", {"data=", "class=1", "MIN=8984641186", "MCC=310"}},
	{CSIM, 0x6F22, "F013034B44586380D100", {"data=IMSI 310008984641186", "class=0"}},
	/* 1000 is no number of three digits, 0 and 11 none of one */
	{CSIM, 0x6F22, "00E8034B44586380D100", {"data=", "MIN=", "state=programmed", "MCC=310"}},
	{CSIM, 0x6F22, "0013034B40586380D100", {"MIN=", "state=programmed"}},
	{CSIM, 0x6F22, "0013034B6C586380D100", {"MIN=", "state=programmed"}},
	{CSIM, 0x6F22, "0013034B4458E480E803", {"11th and 12th digit=", "MCC="}},
	/* Android: the lowest byte first */
	{CSIM, 0x6F28, "34120100FF", {"SID=4660", "NID=1", "band class=255"}},
	{CSIM, 0x6F31, "0478563412FFFFFF", {"length=4", "identifier=12345678", "unused="}},
	{SIM, 0x7F256F38, "07563412EFCDABA0", {"length=7", "identifier=A0ABCDEF123456"}},
	{CSIM, 0x6F74, "563412EFCDABA0", {"data=A0ABCDEF123456"}},
	/* pySim */
	{SIM,
         0x7F256F41,
         "010801536B796C696E6B204E57FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
         {"b1=must be shown in the home service area", "character encoding=Latin",
          "language=English", "service provider name=\"Skylink NW\""}},
	/* Android: ten digits, low nibble first, 0 as A */
	{CSIM,
         0x6F44,
         "0A58453A21A9FFFFFF0000",
         {"digits=10", "mobile directory number=8554031290", "type, plan and presentation="}},
	/* pySim and Android; an OMH card of Android: service 15 in b6 b5 of byte 4 */
	{SIM,
         0x7F256F32,
         "0B00003000000000000000000030",
         {"service 1=CHV disable function",
          "service 2=abbreviated dialling numbers (ADN), not "
          "allocated",
          "service 15=messaging and 3GPD extensions", "service 55=unknown to pcsckit"}},
	/* Android: service 35 is b3 of byte 5, service 19 b3 of byte 3 */
	{CSIM,
         0x6F32,
         "0100040004",
         {"service 1=local phone book", "service 19=multimedia messaging (MMS)",
          "service 35=messaging and 3GPD extensions"}},
	{CSIM,
         0x6F3C,
         "0303AABBCCFFFF",
         {"status=received, to be read", "length=3", "transport layer message="}},
	{CSIM, 0x6F3A, "656EFFFF", {"language=\"en\""}},
	{CSIM,
         0x6F42,
         "02",
         {"b1=ESN_ME for CAVE and identification", "b2=SF_EUIMID for identification"}},
};

/* pySim: files of SIMs of railways */
static const struct sample of_railways[] = {
	{SIM,
         0x7FE06FF1,
         "40315801000010FF01",
         {"functional number=04138510000001, permanent, no other one is presented",
          "list number=1"}},
	{USIM,
         0x7FE06FF1,
         "406158010000103F01",
         {"functional number=04168510000001", "list number=1"}},
	/* an unused record */
	{SIM, 0x7FE06FF1, "FFFFFFFFFFFFFFFFFF", {"functional number=", "list number=255"}},
	{SIM,
         0x7FE06FF2,
         "026121FFFFFFFFFFFF1E000A040A010253600795792426F0",
         {"PL_CONF (priority level)=3", "CONF_NR=1612", "MAX_RAND=30", "N_ACK_MAX=10",
          "PL_ACK (priority level)=1", "N_NESTED_MAX=10", "train emergency group=1",
          "shunting emergency group=2", "IMEI=350670599742620"}},
	{SIM,
         0x7FE06FF3,
         "00000A000000140500FFFFFFFFFFFFFFFFFFFFFFFF",
         {"T_DUR=10", "T_RELCALC=20", "PL_CALL (priority level)=0",
          "group call reference=", "functional number="}},
	{SIM, 0x7FE06FF4, "03F8FFFFFF000000", {"common group=3", "shunting groups="}},
	{SIM,
         0x7FE06FF5,
         "22F810416F8D6F8E02",
         {"PLMN=228-01", "b7=functional numbering",
          "reference in the table of international codes=2"}},
	{SIM,
         0x7FE06F8D,
         "F06F8E40F10001",
         {"type of the next table=decision", "decision value=041",
          "number of the network's name=1"}},
	{SIM,
         0x7FE06F8D,
         "FFFFFFFFFFFFFF",
         {"type of the next table=none", "number of the network's name=none"}},
	{SIM, 0x7FE06F80, "47534D2D52204348", {"network name=\"GSM-R CH\""}},
	{USIM,
         0x7FE06F8E,
         "F16F89F5FF05",
         {"type of the next table=predefined values", "decision value=5", "number of the text=5"}},
	{SIM,
         0x7FE06F81,
         "F16F8885",
         {"type of the next table=predefined values", "dialled digits=58"}},
};

static uint8_t sent[280], got[280];

static const uint8_t success[] = {0x90, 0x00};

static void learn(struct apdu_context *context, const char *command)
{
	apdu_context_learn(context, sent, read_hex(command, sent, sizeof sent), success, 2);
}

/* Selects the application and the file. */
static struct apdu_context selected(const struct sample *sample)
{
	struct apdu_context context = {0};
	char select[32];
	unsigned cla = sample->application == SIM ? 0xA0 : 0x00;

	if (sample->application == USIM)
		learn(&context, "00A4040007A0000000871002");
	if (sample->application == ISIM)
		learn(&context, "00A4040007A0000000871004");
	if (sample->application == CSIM)
		learn(&context, "00A4040007A0000003431002");
	if (sample->file >> 16 != 0) {
		(void)snprintf(select, sizeof select, "%02XA4000002%04X", cla, sample->file >> 16);
		learn(&context, select);
	}
	(void)snprintf(select, sizeof select, "%02XA4000002%04X", cla, sample->file & 0xFFFF);
	learn(&context, select);
	return context;
}

/* Fails unless all that is wanted appears in this order, and no problem. */
static void expect_said(const struct tree *tree, const struct sample *sample)
{
	size_t n = 0;

	for (size_t i = 1; i < tree->count; i++) {
		const struct node *node = tree_node(tree, (node_id)i);

		assert_int_not_equal(node->kind, NODE_PROBLEM);
		if (n < WANTED && sample->want[n] != NULL)
			n += is_said(tree, node, sample->want[n]);
	}
	if (n < WANTED && sample->want[n] != NULL)
		fail_msg("%04X %s: no '%s'", sample->file, sample->bytes, sample->want[n]);
}

/* Describes the file as READ BINARY or READ RECORD returns it, and as UPDATE writes it. */
static void expect_contents(const struct sample *sample, uint8_t read, uint8_t update)
{
	bool record = read == 0xB2;
	uint8_t cla = sample->application == SIM ? 0xA0 : 0x00;
	uint8_t header[5] = {cla, read, record ? 1 : 0, record ? 4 : 0, 0};
	struct apdu_context context = selected(sample);
	struct tree tree = {0};
	size_t length = read_hex(sample->bytes, got, sizeof got);

	memcpy(got + length, success, sizeof success);
	describe_response(&tree, got, length + 2, header, sizeof header, &context);
	expect_said(&tree, sample);
	header[1] = update;
	header[4] = (uint8_t)length;
	memcpy(sent, header, sizeof header);
	memcpy(sent + sizeof header, got, length);
	describe_command(&tree, sent, sizeof header + length, &context, (struct secret){0});
	expect_said(&tree, sample);
	tree_free(&tree);
}

static void expect_all_contents(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		expect_contents(&samples[i], 0xB0, 0xD6);
		expect_contents(&samples[i], 0xB2, 0xDC);
	}
}

static void what_others_published_is_understood(void **state)
{
	(void)state;
	expect_all_contents(published_objects, LENGTH(published_objects));
	expect_all_contents(published, LENGTH(published));
}

static void what_the_standards_say_is_understood(void **state)
{
	(void)state;
	expect_all_contents(standard, LENGTH(standard));
}

static void files_of_cdma_and_railways_are_understood(void **state)
{
	(void)state;
	expect_all_contents(of_cdma, LENGTH(of_cdma));
	expect_all_contents(of_railways, LENGTH(of_railways));
}

/* What is sent before the last command, which returns the bytes; and what they must be said to mean
 * (NULL: nothing). */
struct session {
	const char *commands[6];
	const char *bytes, *want;
};

#define USIM_AID "00A4040007A0000000871002"
#define ISIM_AID "00A4040007A0000000871004"
#define CSIM_AID "00A4040007A0000003431002"

static const struct session sessions[] = {
	/* DF.GSM of a UICC, in the class of the UICC */
	{{USIM_AID, "00A40804047F206F38", "00B0000001"},
         "0D",
         "service 1=CHV1 disable function, not activated"},
	{{USIM_AID, "00A40804047FFF6F38", "00B0000001"}, "01", "service 1=local phone book"},
	{{ISIM_AID, "00A40804047F106F3A", "00B201040E"},
         "0491947112FFFFFFFFFFFFFFFFFF",
         "dialling number=+491721"},
	/* the files of CDMA only where they are, and no others there */
	{{USIM_AID, "00A40000026F22", "00B000000A"}, "0013034B44586380D100", NULL},
	{{"A0A40000027F20", "A0A40000026F22", "A0B000000A"}, "0013034B44586380D100", NULL},
	{{"A0A40000026F22", "A0B000000A"}, "0013034B44586380D100", NULL},
	{{USIM_AID, "00A40804047F256F22", "00B000000A"}, "0013034B44586380D100", "MCC=310"},
	{{CSIM_AID, "00A40804047F206F78", "00B0000002"}, "0100", "byte 1 b1=class 8"},
	{{CSIM_AID, "00A40000026F78", "00B0000002"}, "0100", NULL},
	{{CSIM_AID, "00A40804047F106F3A", "00B201040E"},
         "0491947112FFFFFFFFFFFFFFFFFF",
         "dialling number=+491721"},
	{{CSIM_AID, "00A40804047F106F44", "00B201040B"}, "0A58453A21A9FFFFFF0000", NULL},
	{{CSIM_AID, "00A40000025F3A", "00A40000024F22", "00B0000004"}, "00000001", "counter=1"},
	{{CSIM_AID, "00B0870009"}, "082982608200002080", NULL},
	{{"A0A40000027F20", "A0A40000026FF1", "A0B2010409"}, "40315801000010FF01", NULL},
	/* other directories: CDMA's, an issuer's, the MF, that of an unknown card, a second-level
           DF */
	{{"A0A40000027F25", "A0A40000026F41", "A0B0000005"}, "4555520103", NULL},
	{{"A0A4000002A515", "A0A40000026F20", "A0B0000009"}, "837D783609A3858F05", NULL},
	{{"A0A40000023F00", "A0A40000026F46", "A0B0000011"},
         "0147534D2D52204348FFFFFFFFFFFFFFFF",
         NULL},
	{{"00A4000002DF01", "00A40000026F7E", "00B000000B"}, "FFFFFFFF62F2200000FF01", NULL},
	{{"00A4080004DF016F7E", "00B000000B"}, "FFFFFFFF62F2200000FF01", NULL},
	{{USIM_AID, "00A40000025FE0", "00A40000024F01", "00B0000014"},
         "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000001",
         NULL},
	{{USIM_AID, "00A40000025FC0", "00A40000026F46", "00B0000011"},
         "0147534D2D52204348FFFFFFFFFFFFFFFF",
         NULL},
	{{"A0A40000027F20", "A0A40000024F20", "A0B0000009"}, "837D783609A3858F05", NULL},
	/* back to the application: by its identifier, to the parent */
	{{USIM_AID, "00A40000025FC0", "00A40000027FFF", "00A40000026F46", "00B0000011"},
         "0147534D2D52204348FFFFFFFFFFFFFFFF",
         "service provider name=\"GSM-R CH\""},
	{{USIM_AID, "00A40000025FC0", "00A40300", "00A40000026F46", "00B0000011"},
         "0147534D2D52204348FFFFFFFFFFFFFFFF",
         "service provider name=\"GSM-R CH\""},
	/* an issuer's EF does not change the directory; a file of the MF */
	{{USIM_AID, "00A4000002EF01", "00A40000026F46", "00B0000011"},
         "0147534D2D52204348FFFFFFFFFFFFFFFF",
         "service provider name=\"GSM-R CH\""},
	{{USIM_AID, "00A40800022FE2", "00B000000A"},
         "988812010000400310F0",
         "ICCID=8988211000000430010"},
	/* channels: the file of each one */
	{{USIM_AID, "00A40000026F46", "01A40000026F07", "00B0000011"},
         "0147534D2D52204348FFFFFFFFFFFFFFFF",
         "service provider name=\"GSM-R CH\""},
	{{USIM_AID, "00A40000026F46", "01A40000026F07", "01B0000009"},
         "082982608200002080",
         "IMSI=228062800000208"},
	/* STATUS selects nothing */
	{{USIM_AID, "00A40000026F07", "80F2000000", "00B0000009"},
         "082982608200002080",
         "IMSI=228062800000208"},
	/* short identifiers: in an application, an MF, a DF */
	{{USIM_AID, "00B0870009"}, "082982608200002080", "IMSI=228062800000208"},
	{{ISIM_AID, "00B0870001"}, "81", "service 1=P-CSCF address"},
	{{USIM_AID, "00B2010C04"}, "19F1FF01", "emergency call code=911"},
	{{USIM_AID, "00A40000023F00", "00B082000A"},
         "988812010000400310F0",
         "ICCID=8988211000000430010"},
	{{USIM_AID, "00A40804047FFF5FC0", "00B08A0004"}, "21F3FFFF", "routing indicator=123"},
	{{USIM_AID, "00B0870109"}, "082982608200002080", NULL},
	{{ISIM_AID, "00B08D0003"}, "22F860", NULL},
	/* of an unknown application, of a card of another kind */
	{{"00A40804027FFF", "00B0870009"}, "082982608200002080", NULL},
	{{"00A40000023F00", "00B082000A"}, "988812010000400310F0", NULL},
	{{"00A4040007A0000002471001", "00B0870009"}, "082982608200002080", NULL},
	/* several records */
	{{USIM_AID, "00A40000026FB7", "00B2010504"}, "19F1FF01", NULL},
};

static bool says(const struct tree *tree, const char *want)
{
	bool found = false;

	for (size_t i = 1; i < tree->count; i++)
		found = found || is_said(tree, tree_node(tree, (node_id)i), want);
	return found;
}

/* Returns whether anything is said of the data. */
static bool is_described(const struct tree *tree)
{
	bool described = false;

	for (size_t i = 1; i < tree->count; i++) {
		const struct node *node = tree_node(tree, (node_id)i);

		described = described ||
			(strcmp(tree_name(tree, node), "data") == 0 && node->first_child != 0);
	}
	return described;
}

static void what_is_selected_decides(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(sessions); i++) {
		const struct session *session = &sessions[i];
		struct apdu_context context = {0};
		struct tree tree = {0};
		size_t last = 0, length = read_hex(session->bytes, got, sizeof got);

		while (last + 1 < LENGTH(session->commands) && session->commands[last + 1] != NULL)
			learn(&context, session->commands[last++]);
		memcpy(got + length, success, sizeof success);
		describe_response(&tree, got, length + 2, sent,
		                  read_hex(session->commands[last], sent, sizeof sent), &context);
		if (session->want == NULL ? is_described(&tree) : !says(&tree, session->want))
			fail_msg("session %zu: %s", i, session->commands[last]);
		tree_free(&tree);
	}
}

static size_t parts_of_response(const struct apdu_context *context, const char *command,
                                const char *bytes)
{
	struct tree tree = {0};
	size_t length = read_hex(command, sent, sizeof sent), parts = 0;

	describe_response(&tree, got, read_hex(bytes, got, sizeof got), sent, length, context);
	for (size_t i = 1; i < tree.count; i++)
		parts += strcmp(tree_name(&tree, tree_node(&tree, (node_id)i)), "PLMN") == 0;
	tree_free(&tree);
	return parts;
}

/* Bytes that are not the whole file are not described as if they were. */
static void what_cannot_be_the_file_is_left(void **state)
{
	static const struct sample fplmn = {USIM, 0x6F7B, "", {NULL}};
	struct apdu_context context = selected(&fplmn), other = {0};

	(void)state;
	assert_int_equal(parts_of_response(&context, "00B0000006", "22F86022F810 9000"), 2);
	assert_int_equal(parts_of_response(&context, "00B0000005", "22F86022F8 9000"), 0);
	assert_int_equal(parts_of_response(&context, "00B0000306", "22F86022F810 9000"), 0);
	assert_int_equal(parts_of_response(&context, "00B0840006", "22F86022F810 9000"), 0);
	/* after that, another file is selected */
	learn(&context, "00B0840006");
	assert_int_equal(parts_of_response(&context, "00B0000006", "22F86022F810 9000"), 0);
	context = selected(&fplmn);
	learn(&context, "00B201EC06");
	assert_int_equal(parts_of_response(&context, "00B0000006", "22F86022F810 9000"), 0);
	/* the same identifier on a card of another kind */
	learn(&other, "00A404000BA000000308000010000100");
	learn(&other, "00A40000026F7B");
	assert_int_equal(parts_of_response(&other, "00B0000006", "22F86022F810 9000"), 0);
}

/* Fails if the record has a part of this name. */
static void expect_no_part(unsigned file, const char *bytes, const char *part)
{
	const struct sample sample = {USIM, file, bytes, {NULL}};
	struct apdu_context context = selected(&sample);
	static const uint8_t read[] = {0x00, 0xB2, 0x01, 0x04, 0x00};
	struct tree tree = {0};
	size_t length = read_hex(bytes, got, sizeof got);

	memcpy(got + length, success, sizeof success);
	describe_response(&tree, got, length + 2, read, sizeof read, &context);
	for (size_t i = 1; i < tree.count; i++)
		assert_string_not_equal(tree_name(&tree, tree_node(&tree, (node_id)i)), part);
	tree_free(&tree);
}

/* Lengths inside the record that do not fit into it. */
static void wrong_lengths_are_left(void **state)
{
	(void)state;
	expect_no_part(0x6F3A, "0691947112122721FFFFFFFFFF", "dialling number");
	expect_no_part(0x6F3C, "01", "status");
	expect_no_part(0x6F3C, "0103FFFF", "status");
	expect_no_part(0x6F42, "E1FFFFFFFFFFFFFFFFFFFFFFFF0891945197109099F9FFFFFF00",
	               "validity period");
	expect_no_part(0x6FB7, "11F2FF", "service category");
	expect_no_part(0x6F4D, "0491947112FFFFFFFFFFFFFFFFFF", "dialling number");
	expect_no_part(0x6F57, "02", "number of APNs");
	expect_no_part(0x6F57, "01DD02", "number of APNs");
	expect_no_part(0x6F80, "0491947112FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
	               "duration in seconds");
	expect_no_part(0x6FC5, "43", "43");
	expect_no_part(0x6FC5, "4302A0", "43");
	expect_no_part(0x6FC5, "430180450580", "43");
	/* b4 is reserved */
	expect_no_part(0x6FCB, "0108FFFFFFFFFFFFFFFFFFFFFFFFFFFF", "b4");
	expect_no_part(0x6FCB, "0101049194", "calls forwarded");
	expect_no_part(0x7F256F22, "0013034B44586380D1", "MIN");
	expect_no_part(0x7F256F31, "0078563412FFFFFF", "length");
	expect_no_part(0x7F256F31, "0878563412FFFFFF", "length");
	expect_no_part(0x7F256F44, "0A58453A21A9FFFFFF00", "digits");
	expect_no_part(0x7FE06FF1, "40315801000010FF", "functional number");
}

/* Reads and updates a file of this length, of which each byte is filling. */
static void expect_covered(const struct sample *sample, size_t length, uint8_t filling)
{
	uint8_t header[5] = {sample->application == SIM ? 0xA0 : 0x00, 0xB0, 0, 0, (uint8_t)length};
	struct apdu_context context = selected(sample);
	struct tree tree = {0};

	memset(sent, filling, sizeof sent);
	memset(got, filling, length);
	memcpy(got + length, success, sizeof success);
	for (int record = 0; record < 2; record++) {
		header[1] = record ? 0xB2 : 0xB0;
		header[3] = record ? 4 : 0;
		describe_response(&tree, got, length + 2, header, sizeof header, &context);
		expect_tiling(&tree, tree_node(&tree, 1), 0, length + 2);
		header[1] = record ? 0xDC : 0xD6;
		memcpy(sent, header, sizeof header);
		describe_command(&tree, sent, sizeof header + length, &context, (struct secret){0});
		expect_tiling(&tree, tree_node(&tree, 1), 0, sizeof header + length);
	}
	tree_free(&tree);
}

/* Each byte of any contents is in one field, in all files. */
static void any_contents_are_covered(void **state)
{
	static const unsigned places[] = {0x2F00,     0x6F00,     0x5F3A4F00, 0x5F3B4F00,
	                                  0x5FC04F00, 0x5FD04F00, 0x7F256F00, 0x7FE06F00};
	static const uint8_t fillings[] = {0xFF, 0x00, 0x80, 0x01, 0x1F};

	(void)state;
	for (enum application kind = SIM; kind < CSIM; kind++)
		for (unsigned i = 0; i < 256 * LENGTH(places); i++) {
			const struct sample file = {kind, places[i / 256] | i % 256, "", {NULL}};

			for (size_t length = 1 + i % 13; length < 256; length += 13)
				expect_covered(&file, length,
				               fillings[(i + length) % LENGTH(fillings)]);
		}
}

/* An object whose contents are cut is described once, with what is wrong. */
static void what_is_cut_inside_an_object_is_covered(void **state)
{
	static const struct sample book = {USIM, 0x5F3A4F30, "", {NULL}};
	static const uint8_t read[] = {0x00, 0xB2, 0x01, 0x04, 0x00};
	struct apdu_context context = selected(&book);
	struct tree tree = {0};
	size_t length = read_hex("A80AC0134F3A02C5034F0904FFFFFFFF9000", got, sizeof got);

	(void)state;
	describe_response(&tree, got, length, read, sizeof read, &context);
	expect_tiling(&tree, tree_node(&tree, 1), 0, length);
	tree_free(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_others_published_is_understood),
		cmocka_unit_test(what_the_standards_say_is_understood),
		cmocka_unit_test(files_of_cdma_and_railways_are_understood),
		cmocka_unit_test(what_is_selected_decides),
		cmocka_unit_test(what_cannot_be_the_file_is_left),
		cmocka_unit_test(wrong_lengths_are_left),
		cmocka_unit_test(any_contents_are_covered),
		cmocka_unit_test(what_is_cut_inside_an_object_is_covered),
	};

	return cmocka_run_group_tests_name("sim_files", tests, NULL, NULL);
}
