/* Our tables compared with those that others have published. Only facts are transcribed: a number,
 * and a word of its name there that must be in our name too, in either case. */
#include "test.h"

#include "apdu/ins.h"
#include "atr/contactless_tables.h"
#include "base/bytes.h"
#include "names/aid.h"
#include "names/file_id.h"
#include "names/sw.h"
#include "tlv/basic_value.h"
#include "tlv/tlv_tags.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* openemv/emv-utils, emv_tags.h */
static const char emv[] =
	"42=issuer 4F=application 56=track 57=equivalent 61=template 70=template 71=script "
	"72=script 73=directory 77=response 80=response 81=authorised 82=interchange "
	"83=command 84=name 86=script 87=priority 88=short 89=authorisation 8A=authorisation "
	"8B=poi 8C=cdol1 8D=cdol2 8E=cvm 8F=certification 90=public 91=authentication "
	"92=remainder 93=signed 94=locator 95=verification 96=kernel 97=tdol 98=hash "
	"9A=transaction 9B=status 9C=type 9D=ddf A5=proprietary 5F24=expiration 5F25=effective "
	"5F28=country 5F2A=currency 5F30=service 5F34=sequence 5F36=exponent 5F50=url "
	"5F53=bank 5F54=bank 5F55=country 5F56=country 5F57=account 9F01=acquirer "
	"9F02=authorised 9F03=other 9F04=binary 9F05=discretionary 9F06=identifier 9F07=usage "
	"9F08=version 9F09=version 9F0A=registered 9F0B=extended 9F0C=issuer 9F0D=default "
	"9F0E=denial 9F0F=online 9F10=issuer 9F11=index 9F12=preferred 9F13=online 9F14=lower "
	"9F15=merchant 9F16=merchant 9F17=counter 9F18=script 9F19=requestor 9F1A=country "
	"9F1B=floor 9F1C=identification 9F1D=risk 9F1E=serial 9F1F=discretionary "
	"9F20=discretionary 9F21=transaction 9F22=certification 9F23=consecutive 9F24=account "
	"9F25=digits 9F26=cryptogram 9F27=cryptogram 9F29=selection 9F2A=kernel 9F32=exponent "
	"9F33=capabilities 9F34=results 9F35=type 9F36=counter 9F37=unpredictable 9F38=pdol "
	"9F39=entry 9F3A=amount 9F3B=currency 9F3C=currency 9F3D=exponent 9F3E=categories "
	"9F3F=sdol 9F40=additional 9F41=sequence 9F42=currency 9F43=exponent 9F44=exponent "
	"9F45=authentication 9F46=icc 9F47=exponent 9F48=remainder 9F49=ddol 9F4A=tag "
	"9F4B=signed 9F4C=dynamic 9F4D=entry 9F4E=merchant 9F4F=log 9F66=qualifiers "
	"BF0C=fci BF4C=counters BF4D=attempts";

/* proxmark3, emv_tags.c, and javaemvreader, MCTags.java and VISATags.java */
static const char schemes[] =
	"9F50=balance 9F51=drdol 9F52=default 9F53=category 9F54=ods 9F54=cumulative 9F55=flags "
	"9F55=geographic 9F56=authentication 9F57=country 9F58=consecutive 9F59=consecutive "
	"9F5A=program 9F5B=dsdol 9F5C=operator 9F5C=cumulative 9F5D=capabilities 9F5D=offline "
	"9F5E=storage 9F5F=slot 9F60=cvc3 9F61=cvc3 9F62=pcvc3 9F63=punatc 9F64=natc 9F65=pcvc3 "
	"9F66=punatc 9F67=natc 9F69=udol 9F69=authentication 9F6A=unpredictable 9F6B=track "
	"9F6C=qualifiers 9F6D=reader 9F6E=form 9F6E=party 9F6F=slot 9F70=protected 9F71=protected "
	"9F72=protected 9F72=consecutive 9F73=protected 9F74=protected 9F75=unprotected "
	"9F75=dual 9F76=unprotected 9F77=unprotected 9F77=vlp 9F78=unprotected 9F78=vlp "
	"9F79=unprotected 9F79=vlp 9F7C=merchant 9F7C=customer 9F7D=summary 9F7F=unpredictable "
	"DF4B=interaction DF60=input DF61=digest DF62=ods DF63=ods DF8104=before DF8105=after "
	"DF8106=needed DF8107=cdol1 DF8108=type DF8109=input DF810A=ods DF810B=summary "
	"DF810C=kernel DF810D=dsvn DF810E=after DF810F=before DF8110=proceed DF8111=pdol "
	"DF8112=read DF8113=drdol DF8114=reference DF8115=error DF8116=interface DF8117=input "
	"DF8118=capability DF8119=capability DF811A=udol DF811B=configuration DF811C=lifetime "
	"DF811D=records DF811E=stripe DF811F=security DF8120=default DF8121=denial DF8122=online "
	"DF8123=floor DF8124=limit DF8125=limit DF8126=limit DF8127=time DF8128=ids "
	"DF8129=outcome DF812A=track DF812B=track DF812C=stripe DF812D=hold FF8101=torn "
	"FF8102=before FF8103=after FF8104=send FF8105=record FF8106=discretionary";

/* Osmocom's pySim, global_platform */
static const char globalplatform[] =
	"C6=volatile C7=volatile C8=volatile CB=service D7=reserved D8=reserved CA=parameter "
	"CD=block CF=implicit DD=block EF=specific C9=specific EA=specific B6=digital C0=key "
	"E0=information 82=key 81=options 82=keys 83=suites 81=privileges 82=privileges "
	"83=supported 84=ciphers 85=token 86=receipt 87=dap 88=parameter 67=capability "
	"D3=current 4F=aid 2F00=applications 81=number 82=free 83=free FF21=resources "
	"5F50=manager 6=object 60=type 63=identification 64=protocol 65=configuration 66=chip "
	"73=recognition 66=card 73=data 9F6E=production 9F65=maximum A5=proprietary "
	"42=identification 45=image C1=default C2=confirmation 9F70=cycle C5=privileges "
	"C4=executable CE=executable 84=executable CC=associated E3=registry";

/* pySim, ts_102_221.py */
static const char uicc[] =
	"80=size 81=total 82=descriptor 83=file 84=name 80=characteristics 81=consumption "
	"82=frequency 83=available 84=details 85=reserved 86=maximum 87=supported "
	"88=environment 89=platform C0=special C1=filling C2=pattern A5=proprietary 8C=compact "
	"AB=expanded 88=short 8A=cycle 95=qualifier 83=reference C6=pin 62=fcp 80=supply "
	"81=extended 82=interfaces 83=euicc A9=capability 50=label 61=template";

/* Wireshark, packet-card-app-toolkit.c */
static const char toolkit[] =
	"1=details 2=identities 3=result 4=duration 5=alpha 6=address 7=configuration "
	"8=subaddress 9=string A=ussd B=tpdu C=broadcast D=string E=tone F=item 10=item "
	"11=length 12=list 13=location 14=imei 15=help 16=measurement 17=default 18=items "
	"19=event 1A=cause 1B=location 1C=transaction 1D=bcch 1E=icon 1F=icon 20=reader 21=atr "
	"22=apdu 23=apdu 24=timer 25=timer 26=time 27=call 28=command 29=response 2A=repeat "
	"2B=immediate 2C=dtmf 2D=language 2E=advance 2F=aid 30=identity 31=url 32=bearer "
	"33=provisioning 34=termination 35=description 36=channel 37=length 38=channel "
	"39=buffer 3A=reader 3B=update 3C=transport 3E=address 3F=technology 40=display "
	"41=record 42=filter 43=search 44=attribute 45=availability 46=esn 47=network 48=cdma "
	"49=remote 4A=wlan 4B=wlan 50=text 51=item 52=context 53=contactless 54=functionality "
	"55=cell 56=csg 57=hnb 60=mac 61=emergency 62=imeisv 63=battery 64=browsing 65=search "
	"66=layout 67=frames 68=frame 69=measurement 6A=multimedia 6B=multimedia 6C=transfer "
	"6D=meid 6E=content 6F=notification 70=last 71=registry 72=plmnwact 73=routing "
	"74=attach 75=rejection 76=geographical 77=gad 78=nmea 79=plmn 7A=broadcast "
	"7B=activate 7C=eps 7D=tracking 7E=csg";

/* Yubico's ykman, yubikit/openpgp.py */
static const char openpgp[] =
	"101=private 102=private 103=private 104=private 4F=aid 5B=name 5E=login 5F35=sex "
	"5F50=url 5F52=historical 7F66=length 7F74=general 65=related 6E=related C1=attributes "
	"C2=decryption C3=attributes DA=attestation C4=status C7=fingerprint C8=decryption "
	"C9=fingerprint DB=attestation CA=fingerprint CB=fingerprint CC=fingerprint "
	"DC=fingerprint CE=signature CF=decryption D0=time DD=attestation D3=resetting "
	"D6=interaction D7=decryption D8=interaction D9=interaction 7A=support 7F21=cardholder "
	"F9=kdf FA=algorithm FC=attestation";

/* ykman, yubikit/oath.py */
static const char oath[] =
	"71=name 73=key 74=challenge 75=response 76=code 77=hotp 78=propert 79=version "
	"7A=moving 7C=touch";

/* NFCPassportReader, DataGroupId.swift, DataGroup11.swift and DataGroup12.swift */
static const char emrtd[] =
	"60=com 61=dg1 75=dg2 63=dg3 76=dg4 65=dg5 66=dg6 67=dg7 68=dg8 69=dg9 6A=dg10 6B=dg11 "
	"6C=dg12 6D=dg13 6E=dg14 6F=dg15 70=dg16 77=sod 5F0E=full 5F10=personal 5F11=place "
	"5F2B=birth 5F42=address 5F12=telephone 5F13=profession 5F14=title 5F15=summary "
	"5F16=citizenship 5F18=custody 5F19=issuing 5F26=date 5F1B=observations "
	"5F1C=requirements 5F1D=front 5F1E=rear 5F55=time 5F56=serial";

/* emv-utils, iso7816_strings.c */
static const char status_words[] =
	"6200=unchanged 6281=corrupted 6282=before 6283=deactivated 6284=formatted "
	"6285=termination 6286=sensor 6300=changed 6381=filled 6400=unchanged 6401=immediate "
	"6500=changed 6581=failure 6700=length 6800=function 6881=logical 6882=messaging "
	"6883=chain 6884=chaining 6900=allowed 6981=incompatible 6982=satisfied 6983=method "
	"6984=usable 6985=conditions 6986=current 6987=missing 6988=objects 6A00=parameters "
	"6A80=incorrect 6A81=function 6A82=found 6A83=found 6A84=enough 6A85=structure "
	"6A86=incorrect 6A87=with 6A88=referenced 6A89=already 6A8A=name 6B00=parameters "
	"6D00=invalid 6E00=class 6F00=precise";

/* pySim, ts_51_011.py */
static const char sim_status_words[] =
	"9300=toolkit 9240=problem 9400=selected 9402=address 9404=pattern 9408=file "
	"9802=initiali 9804=access 9808=stat 9810=invalidation 9840=unblock 9850=reached";

/* proxmark3, protocols.h */
static const char desfire_status_words[] =
	"910C=changes 9190=signature 910E=eeprom 911C=code 9140=such 917E=length "
	"919D=permission 919E=parameter 91A0=found 91A1=appl 91AE=authentication 91CA=command "
	"91CD=disabled 91EE=eeprom 91F0=found 91F1=file";
static const char desfire_instructions[] =
	"A=authenticate 1A=authenticateiso AA=authenticateaes 71=authenticateev2f "
	"77=authenticateev2n C=credit 1C=limitedcredit 3B=writerecord 3C=readsig 3D=writedata "
	"45=getkeysettings 51=get 54=changekeysettings 5A=selectapplication "
	"5F=changefilesettings 60=getversion 61=getisofileids 64=getkeyversion 69=getdelegate "
	"6A=getapplicationids 6C=getvalue 6E=getfreememory 6D=getdfnames 6F=getfileids "
	"8B=writerecord 8D=writedata A7=aborttransaction AB=readrecords AD=readdata "
	"BA=updaterecord BB=readrecords BD=readdata C0=createcyclicrecordfile "
	"C1=createlinearrecordfile C4=changekey C6=changekeyev2 C7=committransaction "
	"C8=commitreaderid C9=createdelegate CA=createapplication CB=createbackupdatafile "
	"CC=createvaluefile CD=createstddatafile DA=deleteapplication DB=updaterecord DC=debit "
	"DF=deletefile EB=clearrecordfile F0=preparepc F2=proximitycheck F5=getfilesettings "
	"FC=formatpicc FD=verifypc";

/* emv-utils, iso7816_strings.c; pySim, apdu/ */
static const char instructions[] =
	"4=deactivate C=erase 10=scql 12=transaction 14=user 22=environment 24=reference "
	"26=verification 28=verification 2A=operation 2C=retry 44=activate 46=asymmetric "
	"70=manage 82=external 84=challenge 88=authenticate A2=search C0=get D2=write "
	"E0=create E2=append E4=delete E6=terminate E8=terminate FE=usage A4=select B0=binary "
	"D6=binary B2=read DC=record 20=verify 24=change 26=disable 28=enable 73=manage "
	"75=transact";
static const char uicc_instructions[] =
	"F2=status 32=increase AA=capability 76=suspend 78=identity 7A=capabilities 10=profile "
	"C2=envelope 12=fetch 14=terminal CB=retrieve DB=set D4=resize E4=delete E2=store "
	"CA=data CB=data F2=get E6=install E8=load D8=put F0=set";

/* ykman, yubikit/oath.py */
static const char oath_instructions[] =
	"A1=list 1=put 2=delete 3=code 4=reset A2=calculate A3=validate A4=calculate "
	"A5=remaining";

/* proxmark3, aidlist.json */
static const char applications[] =
	"315041592E5359532E4444463031=ddf01 A00000000101=muscle A000000003000000=openplatform "
	"A00000000300037561=visa A0000000031010=credit A000000003101002=debit "
	"A0000000032010=electron A0000000033010=interlink A0000000040000=mastercard "
	"A0000000042203=maestro A0000000046000=cirrus A0000000090001FF44FF1289=etsi "
	"A00000001800=gemplus A000000018434D00=gemalto A000000025=american "
	"A0000000421010=france A0000000422010=groupement A000000063504B43532D3135=pkcs "
	"A0000000635741502D57494D=wim A000000077010000021000000000003B=oberthur "
	"A0000000871002FF49FF0589=3gpp A0000000980840=common A0000006472F0001=fido "
	"A0000001211010=dankort A0000001410001=pagobancomat A0000001510000=globalplatform "
	"A0000001523010=discover A000000177504B43532D3135=belgian A0000002472001=travel "
	"A0000002771010=interac A00000030600000000000000=workgroup A000000333010101=unionpay "
	"A0000003591010028001=girocard A00000039742544659=microsoft A0000005241010=rupay "
	"A0000005271002=yubico A000000527200101=yubikey A0000005591010FFFFFFFF8900000100=gsma "
	"A0000005591010FFFFFFFF8900000200=ecasd A0000006723010=troy D2760000850100=forum "
	"D27600012401=openpgp D4100000030001=money E80704007F00070302=german "
	"A000000291=association A000000291D1240400=calypso "
	"A0000000038002=visa A0000000048002=securecode A00000000491=transit "
	"A0000000050001=maestro A0000000050002=solo A0000000101030=maestro A0000000291010=link "
	"A00000005945430100=girocard A00000006900=moneo A0000000790100=pki "
	"A0000000790201=personnel A0000000790300=access A000000116DB00=container "
	"A0000001544442=banricompras A000000167413000FF=jcop A000000167413001=fips "
	"A000000172950001=taiwan A0000002281010=span A0000002282010=span A0000002480400=mobile "
	"A0000003156020=chipknip A0000003241010=zip A000000333010106=cash "
	"A000000333010108=common A0000003660001=postamat A0000003710001=verve "
	"A00000038410=savings A00000038420=cheque A000000396564341=mifare "
	"A00000039656434103F015400000000B=desfire A0000004320001=pro100 "
	"A0000004391010=exchange A0000004400001010001=seos A0000004762010=google "
	"A000000476D0000111=smart A0000005591010FFFFFFFF8900000D00=file "
	"A0000005591010FFFFFFFF8900000E00=module A0000005591010FFFFFFFF8900000F00=profile "
	"A0000005591010FFFFFFFF8900001000=isd A00000061700=fidesmo A0000006200620=debit "
	"A000000632010105=union A000000632010106=cash A0000006581011=credit "
	"A0000006582010=debit A0000006723020=debit A0000007790000=zimswitch "
	"A000000809434343444B417631=key A0000008580101=home A0000008580201=access "
	"A000000909ACCE5501=expedited A000000909ACCE5502=step A00000040401250901=calypso "
	"A0000002164954534F2D31=itso A000000341000101=cepas 304554502E494341=0ETP "
	"324D50502E494341=2MPP 334D54522E494341=3MTR 4F53452E5641532E3031=vas "
	"D27600002545500100=girocard D5780000021010=bankaxept A0000000308000000000280101=net "
	"A00000003029057000AD13100101FF=applet A0000000035350=domain A000000003535041=domain";

/* card drivers of OpenSC and GnuPG, GlobalPlatformPro, ykman, pySim, cardpeek, and Wireshark's
 * application codes of TS 101 220 */
static const char more_applications[] =
	"A0000000180A000001634200=gemsafe A0000000180C000001634200=gemsafe "
	"A000000018800000000662=idprime A000000077010800070000FE00000100=oberthur "
	"A0000000770100700A1000F100000100=authentic 4D494F4D4354=ias 604632FF000002=portuguese "
	"627601FF000000=coolkey F276A288BCFBA69D34F31001=isoapplet "
	"A00000016441534550434F5300=asepcos D2760001448000=health A0000000790200=person "
	"A0000000790202=benefits A00000007902FE=certificate E82B0601040181C31F0201=smartcard "
	"D27600006601=signature D2760000030102=netkey D2760000030C01=tcos "
	"D27600002545500200=geldkarte A0000001515350=package A000000151535041=supplementary "
	"A000000527210701=yubihsm A0000005591010FFFFFFFF89=isd A000000054480001=thai "
	"FF544143484F=tachograph D250000002564954414C45=vitale A0000000090004=tetra "
	"A0000000871003=toolkit A0000000871006=isim A0000000871007=contact A0000000871008=usim "
	"A0000000871009=usim A000000412=mobile A000000424=wimax A000000087100A=hpsim "
	"A000000087100B=imsi";

/* pcsc-tools' smartcard_list.txt: the names of storage cards by PC/SC part 3 */
static const char storage_cards[] =
	"0001=1K 0002=4K 0003=Ultralight 0004=SLE55R 0006=SR176 0007=X4K 0008=AT88RF020 "
	"0009=AT88SC0204CRF 000A=AT88SC0808CRF 000B=AT88SC1616CRF 000C=AT88SC3216CRF "
	"000D=AT88SC6416CRF 000E=SRF55V10P 000F=SRF55V02P 0010=SRF55V10S 0011=SRF55V02S "
	"0012=TAG 0013=LRI512 0014=SLI 0015=TEMPSENS 0016=CODE1 0017=2K 0018=2KS 0019=16K "
	"001A=16Ks 001B=16K 001C=16KS 001D=32KS 001E=32KS 001F=32KS 0020=32KS 0021=LRI64 "
	"0022=CODE 0023=CODE 0024=LRI12 0025=LRI128 0026=Mifare 0027=66R01P 0028=66RxxP "
	"0029=66RxxS 002A=55RxxE 002B=55V01P 002C=66V10ST 002D=66V10IT 002E=66V01ST 002F=Jewel "
	"0030=Topaz 0031=AT88SC0104CRF 0032=AT88SC0404CRF 0033=AT88RF01C 0034=AT88RF04C "
	"0035=SL2 0036=SL1 0037=SL1 0038=SL2 0039=SL2 003A=Ultralight 003B=FeliCa "
	"003C=MLX90129 003D=EV1";

/* pySim, ts_31_102.py and ts_51_011.py */
static const char usim_files[] =
	"6F05=LI 6F08=Keys 6F09=KeysPS 6F31=HPPLMN 6F38=UST 6F39=ACM 6F3B=FDN 6F3E=GID1 "
	"6F3F=GID2 6F41=PUCT 6F49=SDN 6F4B=EXT2 6F4C=EXT3 6F4D=BDN 6F4E=EXT5 6F4F=CCP2 "
	"6F55=EXT4 6F56=EST 6F57=ACL 6F5B=START-HFN 6F5C=THRESHOLD 6F60=PLMNwAcT "
	"6F61=OPLMNwAcT 6F62=HPLMNwAcT 6F73=PSLOCI 6F7B=FPLMN 6F7E=LOCI 6F80=ICI 6F81=OCI "
	"6F82=ICT 6F83=OCT 6FAD=AD 6FB3=VBS 6FB4=VBSS 6FB7=ECC 6FC4=NETPAR 6FC7=MBDN 6FC8=EXT6 "
	"6FCC=EXT7 6FCD=SPDI 6FCF=EXT8 6FD4=VGCSCA 6FD5=VBSCA 6FD6=GBABP 6FD7=MSK 6FD8=MUK "
	"6FD9=EHPLMN 6FDA=GBANL 6FDB=EHPLMNPI 6FDD=NAFKCA 6FDE=SPNI 6FDF=PNNI 6FE2=NCP-IP "
	"6FE3=EPSLOCI 6FE4=EPSNSC 6FE6=UFC 6FE8=NASCONFIG 6FEC=PWS 6FED=FDNURI 6FEE=BDNURI "
	"6FEF=SDNURI 6FF1=IPS 6FF3=ePDGId 6FF4=ePDGSelection 6FF5=ePDGIdEm "
	"6FF6=ePDGSelectionEm 6FF7=FromPreferred 6FFD=EARFCNList";
static const char sim_files[] =
	"6F05=LP 6F07=IMSI 6F20=Kc 6F2C=DCK 6F30=PLMNsel 6F31=HPPLMN 6F32=CNL 6F37=ACMmax "
	"6F38=SST 6F39=ACM 6F3A=ADN 6F3B=FDN 6F3C=SMS 6F3D=CCP 6F3E=GID1 6F3F=GID2 6F40=MSISDN "
	"6F41=PUCT 6F42=SMSP 6F43=SMSS 6F44=LND 6F45=CBMI 6F46=SPN 6F47=SMSR 6F48=CBMID "
	"6F49=SDN 6F4A=EXT1 6F4B=EXT2 6F4C=EXT3 6F4D=BDN 6F4E=EXT4 6F4F=ECCP 6F50=CBMIR "
	"6F51=NIA 6F52=KcGPRS 6F53=LOCIGPRS 6F54=SUME 6F58=CMI 6F60=PLMNwAcT 6F61=OPLMNwAcT "
	"6F62=HPLMNwAcT 6F63=CPBCCH 6F64=InvScan 6F74=BCCH 6F78=ACC 6F7B=FPLMN 6F7E=LOCI "
	"6FAD=AD 6FAE=Phase 6FB1=VGCS 6FB2=VGCSS 6FB3=VBS 6FB4=VBSS 6FB5=eMLPP 6FB6=AAeM "
	"6FB7=ECC 6FC5=PNN 6FC6=OPL 6FC7=MBDN 6FC8=EXT6 6FC9=MBI 6FCA=MWIS 6FCB=CFIS 6FCC=EXT7 "
	"6FCD=SPDI 6FCE=MMSN 6FCF=EXT8 6FD0=MMSICP 6FD1=MMSUP 6FD2=MMSUCP";

/* An item of a list of "NUMBER=word". */
struct fact {
	char number[2 * AID_MAX + 1], word[24];
};

/* Reads the next item; returns false at the end. */
static bool next_fact(const char **list, struct fact *fact)
{
	int length = 0;

	if (sscanf(*list, " %32[0-9A-F]=%23[^ ]%n", fact->number, fact->word, &length) < 2)
		return false;
	*list += length;
	return true;
}

static bool has_word(const char *name, const char *word)
{
	for (; *name != '\0'; name++)
		if (strncasecmp(name, word, strlen(word)) == 0)
			return true;
	return false;
}

/* A row of the table, in whatever template, has this tag and this word in its name. */
static bool is_named(const struct tlv_table *table, uint32_t tag, const char *word)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->rows[i].tag == tag && has_word(table->rows[i].name, word))
			return true;
	return false;
}

static void expect_tags(const char *list, const struct tlv_table *table, size_t least)
{
	struct fact fact;
	size_t count = 0;

	for (; next_fact(&list, &fact); count++) {
		uint32_t tag = (uint32_t)strtoul(fact.number, NULL, 16);

		if (!is_named(table, tag, fact.word) && !is_named(&tlv_iso, tag, fact.word))
			fail_msg("%s is not \"%s\"", fact.number, fact.word);
	}
	assert_int_equal(*list, '\0');
	assert_true(count >= least);
}

static void tags_have_the_names_that_others_give_them(void **state)
{
	(void)state;
	expect_tags(emv, &tlv_emv, 120);
	expect_tags(schemes, &tlv_schemes, 105);
	expect_tags(globalplatform, &tlv_gp, 50);
	expect_tags(uicc, &tlv_uicc, 30);
	expect_tags(toolkit, &tlv_toolkit, 110);
	expect_tags(openpgp, &tlv_openpgp, 40);
	expect_tags(oath, &tlv_oath, 10);
	expect_tags(emrtd, &tlv_emrtd, 35);
}

static void expect_status_words(const char *list, uint8_t cla, size_t least)
{
	const struct sw_context context = {.known = true, .cla = cla, .ins = 0xB0};
	struct fact fact;
	size_t count = 0;

	for (; next_fact(&list, &fact); count++) {
		uint16_t sw = (uint16_t)strtoul(fact.number, NULL, 16);
		char text[200];

		sw_text(sw_find(sw, &context), sw, text, sizeof text);
		if (!has_word(text, fact.word))
			fail_msg("%s is \"%s\", not \"%s\"", fact.number, text, fact.word);
	}
	assert_int_equal(*list, '\0');
	assert_true(count >= least);
}

static void status_words_say_what_others_say(void **state)
{
	(void)state;
	expect_status_words(status_words, 0x00, 40);
	expect_status_words(sim_status_words, 0xA0, 10);
	expect_status_words(desfire_status_words, 0x90, 15);
}

static bool has_instruction(enum ins_group group, uint8_t ins, const char *word)
{
	for (size_t i = 0; i < ins_row_count; i++) {
		const struct ins_row *row = &ins_table[i];

		if (row->group == group && (ins & row->mask) == row->ins &&
		    has_word(row->name, word))
			return true;
	}
	return false;
}

static void expect_instructions(const char *list, enum ins_group group, size_t least)
{
	struct fact fact;
	size_t count = 0;

	for (; next_fact(&list, &fact); count++)
		if (!has_instruction(group, (uint8_t)strtoul(fact.number, NULL, 16), fact.word))
			fail_msg("%s is not \"%s\"", fact.number, fact.word);
	assert_int_equal(*list, '\0');
	assert_true(count >= least);
}

static void instructions_have_the_names_that_others_give_them(void **state)
{
	(void)state;
	expect_instructions(instructions, INS_ISO, 35);
	expect_instructions(uicc_instructions, INS_GLOBAL, 20);
	expect_instructions(desfire_instructions, INS_DESFIRE, 50);
	expect_instructions(oath_instructions, INS_ISO, 9);
}

static void expect_applications(const char *list, size_t least)
{
	uint8_t aid[AID_MAX];
	struct fact fact;
	size_t count = 0;

	for (; next_fact(&list, &fact); count++) {
		struct hex_result r = hex_read(fact.number, strlen(fact.number), aid, sizeof aid);
		const struct aid_row *row = aid_find(aid, r.count);

		if (row == NULL || !has_word(row->name, fact.word))
			fail_msg("%s is not \"%s\"", fact.number, fact.word);
	}
	assert_int_equal(*list, '\0');
	assert_true(count >= least);
}

static void applications_have_the_names_that_others_give_them(void **state)
{
	(void)state;
	expect_applications(applications, 105);
	expect_applications(more_applications, 35);
}

static void storage_cards_have_the_names_that_others_give_them(void **state)
{
	const char *list = storage_cards;
	struct fact fact;
	size_t count = 0;

	(void)state;
	for (; next_fact(&list, &fact); count++) {
		const char *name = contactless_card_name((uint16_t)strtoul(fact.number, NULL, 16));

		if (name == NULL || !has_word(name, fact.word))
			fail_msg("%s is not \"%s\"", fact.number, fact.word);
	}
	assert_int_equal(*list, '\0');
	assert_true(count >= 55);
}

static void expect_files(const char *list, enum family family, size_t least)
{
	struct fact fact;
	size_t count = 0;

	for (; next_fact(&list, &fact); count++) {
		const char *name =
			file_id_name((uint16_t)strtoul(fact.number, NULL, 16), 0, family);

		if (name == NULL || strcasecmp(name + 3, fact.word) != 0)
			fail_msg("%s is not \"%s\"", fact.number, fact.word);
	}
	assert_int_equal(*list, '\0');
	assert_true(count >= least);
}

static void files_have_the_names_that_others_give_them(void **state)
{
	(void)state;
	expect_files(usim_files, FAMILY_USIM, 50);
	expect_files(sim_files, FAMILY_SIM, 50);
}

/* NFCPassportReader, SecurityInfo.swift: arcs below 0.4.0.127.0.7.2.2 */
static void protocols_have_the_names_that_others_give_them(void **state)
{
	static const struct {
		uint8_t arcs[3];
		const char *words[3];
	} facts[] = {
		{{3, 1, 1}, {"chip", " DH", "3DES"}},
		{{3, 1, 2}, {"chip", " DH", "128"}},
		{{3, 1, 3}, {"chip", " DH", "192"}},
		{{3, 1, 4}, {"chip", " DH", "256"}},
		{{3, 2, 1}, {"chip", "ECDH", "3DES"}},
		{{3, 2, 4}, {"chip", "ECDH", "256"}},
		{{4, 1, 1}, {" DH", "generic", "3DES"}},
		{{4, 1, 4}, {" DH", "generic", "256"}},
		{{4, 2, 1}, {"ECDH", "generic", "3DES"}},
		{{4, 2, 4}, {"ECDH", "generic", "256"}},
		{{4, 3, 1}, {" DH", "integrated", "3DES"}},
		{{4, 3, 4}, {" DH", "integrated", "256"}},
		{{4, 4, 1}, {"ECDH", "integrated", "3DES"}},
		{{4, 4, 4}, {"ECDH", "integrated", "256"}},
		{{4, 6, 2}, {"ECDH", "authentication mapping", "128"}},
		{{4, 6, 4}, {"ECDH", "authentication mapping", "256"}},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(facts); i++) {
		uint8_t oid[10] = {0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02};
		const struct tlv_data data = {oid, sizeof oid};
		struct words words = {0};

		memcpy(oid + 7, facts[i].arcs, 3);
		oid_text(&words, &data);
		for (size_t w = 0; w < 3; w++)
			if (!has_word(words.text, facts[i].words[w]))
				fail_msg("%s: no \"%s\"", words.text, facts[i].words[w]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_have_the_names_that_others_give_them),
		cmocka_unit_test(status_words_say_what_others_say),
		cmocka_unit_test(instructions_have_the_names_that_others_give_them),
		cmocka_unit_test(applications_have_the_names_that_others_give_them),
		cmocka_unit_test(storage_cards_have_the_names_that_others_give_them),
		cmocka_unit_test(files_have_the_names_that_others_give_them),
		cmocka_unit_test(protocols_have_the_names_that_others_give_them),
	};

	return cmocka_run_group_tests_name("transcribed", tests, NULL, NULL);
}
