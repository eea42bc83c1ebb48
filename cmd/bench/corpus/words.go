package corpus

import "strings"

var (
	areas   = strings.Fields("governance risk access assets cryptography physical operations network development suppliers incidents continuity compliance people privacy cloud")
	kinds   = strings.Fields("policy topic-policy procedure procedure standard guideline plan record")
	states  = strings.Fields("draft approved approved approved approved approved")
	classes = strings.Fields("public internal internal internal confidential restricted")
	firsts  = strings.Fields("Ada Bruno Clara Dario Edda Felix Greta Hugo Ilse Jakob Karla Leon Mina Nils Olga Paul Rita Sven Tilda Ulf Viola Wim Xaver Yara Zeno Alva Bela Cora Dirk Elin")
	lasts   = strings.Fields("Acker Brandt Calvi Dorn Egger Faber Gross Hahn Imhof Jansen Kern Lang Moser Noll Ott Pohl Roth Seidel Thoma Unger Voss Wolf Zander")
	objects = strings.Fields("management review protection handling assessment approval monitoring response planning testing awareness inventory treatment reporting")
	terms   = strings.Fields("access account acceptance administrator alert approval archive asset assessment assurance attacker audit authentication availability backup baseline breach capacity certificate cipher classification cloud compliance compromise confidentiality configuration consent containment continuity contractor control credential custodian deletion deployment detection device disaster disclosure disposal encryption endpoint escalation evidence exception exposure failover firewall governance identity impact incident integrity intrusion inventory investigation isolation key laptop leakage likelihood logging malware masking media migration monitoring network objective obligation operator outage owner passphrase password patch perimeter personnel phishing policy privacy privilege procedure processor ransomware recovery register regulator remediation resilience restoration retention revocation risk role rollback safeguard scope screening segregation server session severity signature software stakeholder storage supplier surveillance suspension threat ticket token training transfer treatment tunnel verification version visitor vulnerability workstation")
	verbs   = strings.Fields("review approve document protect monitor verify assess restrict classify record escalate remove renew test report retain encrypt isolate revoke assign update confirm evaluate restore communicate")

	endings   = []string{"", "s", "ed", "ing", "er", "able", "ment", "less"}
	syllables = strings.Fields("ba be bi bo bu da de di do du fa fe fi fo ga ge go ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa we zan zel tor mer lin dan ber gol stra pren kir")
	headings  = strings.Fields("Purpose Scope Roles Requirements Procedure Controls Exceptions Evidence Measurement Training Records Review Enforcement References Definitions Escalation")

	patterns = []string{
		"The %s owner has to %v the %s and the %w %s of each %w before the %s is accepted.",
		"Every %w %s is entered in the %s register, and the %w is kept for no less than %d months.",
		"When a %w %s cannot %v the %w, the %s team will %v it and tell the %w about the %s.",
		"Nobody may %v %w or %w without a %s that the %s manager has agreed to.",
		"Whatever %s touches the %w, the %w or the %w of information counts as a %s.",
		"%n answers for the %w %s and will %v it every %d days.",
		"That holds for %w, %w and %w, and for the %s that %w staff use when they %v a %s.",
		"Once the %s is older than %d days, the %w is %w and the %s is done again.",
		"A %w shows who did %v the %w and when the %s was closed.",
		"%w between %s and %w stays apart from the %w, so that no single person can %v both.",
		"On a %s the %w calls the %s desk, who %v the %w and %v the %w within %d hours.",
		"The %s of the %w is compared with the %w of the year before, and each %w is explained.",
		"What came out of the %w %s goes to the management review, together with the %w and the open %s.",
	}
)
