import type { errorsEn } from './errors-en'

/** Was schiefging, nach den Kennungen des Hauptprozesses. */
export const errorsDe: typeof errorsEn = {
  answer: {
    content_filter: { message: 'Der Inhaltsfilter des Servers hat die Antwort beendet.' },
    empty: { message: 'Die Antwort war leer.' },
    length_limit: { message: 'Die Antwort hat die Längengrenze erreicht.' },
  },
  app: {
    closing: { message: 'Parley wird gerade beendet.' },
    desktop_only: { message: 'Das kann nur die Desktop-App.' },
    no_share_sheet: { message: 'Dieses System kann keine Dateien teilen.' },
  },
  audio: {
    input_back: { message: 'Parley hört Sie wieder, über „{device}“.' },
    input_replaced: { message: 'Parley hört Sie jetzt über „{device}“.' },
    output_back: { message: 'Parley ist wieder zu hören, über „{device}“.' },
    output_replaced: { message: 'Parley spricht jetzt über „{device}“.' },
    process_lost: {
      message: 'Der Teil von Parley, der spielt und aufnimmt, wurde beendet.',
      hint: 'Er wird neu gestartet.',
    },
    restarted: { message: 'Der Ton war ausgefallen und wurde neu gestartet. Das Gespräch geht weiter.' },
    no_input: {
      message: 'Es wurde kein Mikrofon gefunden.',
      hint: 'Schließen Sie eines an, oder erlauben Sie den Zugriff.',
    },
    no_output: {
      message: 'Es wurde kein Lautsprecher gefunden.',
      hint: 'Schließen Sie Lautsprecher oder Kopfhörer an.',
    },
    input_missing: {
      message: 'Das Mikrofon „{device}“ ist nicht da.',
      hint: 'Schließen Sie es an, oder wählen Sie in den Einstellungen ein anderes.',
    },
    output_missing: {
      message: 'Der Lautsprecher „{device}“ ist nicht da.',
      hint: 'Schließen Sie ihn an, oder wählen Sie in den Einstellungen einen anderen.',
    },
    input_lost: { message: 'Das Mikrofon ist weg.', hint: 'Prüfen Sie, ob es angeschlossen ist.' },
    output_lost: {
      message: 'Der Lautsprecher ist weg.',
      hint: 'Prüfen Sie, ob er angeschlossen und eingeschaltet ist.',
    },
    format_refused: {
      message: '„{device}“ ließ sich nicht öffnen.',
      hint: 'Vielleicht belegt es ein anderes Programm: Schließen Sie dieses, oder wählen Sie in den Einstellungen ein anderes Gerät.',
    },
    format_unknown: {
      message: 'Der Server verwendet ein Audioformat, das Parley nicht kennt („{format}“): Der Ton entfällt.',
      hint: 'Stellen Sie den Server auf PCM mit 16 Bit um. Die Antworten können Sie so lange lesen.',
    },
    native_missing: {
      message: 'Die Audiobibliothek des Systems ließ sich nicht laden.',
      hint: 'Installieren Sie Parley neu, mit C++-Compiler und Python. Tippen geht auch ohne.',
    },
    in_use: {
      message: 'Mikrofon und Lautsprecher sind von einer Sitzung belegt.',
      hint: 'Beenden Sie die Sitzung, und testen Sie dann.',
    },
  },
  conversation: {
    not_found: { message: 'Dieses Gespräch gibt es nicht mehr.' },
  },
  demo: {
    bad_clip: {
      message: 'Die Sprachaufnahme {path} der Demo ist unbrauchbar.',
      hint: 'Installieren Sie Parley neu.',
    },
  },
  diagnostics: {
    no_recording: { message: 'Es gibt keine Aufzeichnung von Ereignissen.', hint: 'Zeichnen Sie zuerst welche auf.' },
    not_recorded: {
      message: 'Ereignisse werden nicht aufgezeichnet: „{path}“ lässt sich nicht schreiben: {reason}.',
    },
  },
  endpoint: {
    bad_header: {
      message: 'Die Kopfzeile für den Schlüssel hat keinen gültigen Namen.',
      hint: 'Geben Sie in den Einstellungen einen ein, etwa X-Api-Key.',
    },
    bad_key: {
      message: 'Der Schlüssel enthält Leerzeichen oder Zeichen, die in Schlüsseln nie vorkommen.',
      hint: 'Kopieren Sie ihn noch einmal, ohne Anführungszeichen und Zeilenumbrüche.',
    },
    bad_url: {
      message: '„{address}“ ist keine Serveradresse.',
      hint: 'Eine Adresse beginnt mit wss:// oder ws://, etwa ws://127.0.0.1:8080/v1/realtime.',
    },
    no_address: { message: 'Der Server hat noch keine Adresse.', hint: 'Geben Sie sie in den Einstellungen ein.' },
    no_key: {
      message: '{endpoint} braucht einen Schlüssel, und es ist keiner hinterlegt.',
      hint: 'Fügen Sie in den Einstellungen einen hinzu, oder wählen Sie die Demo.',
    },
    needs_no_key: {
      message: 'Die Demo braucht keinen Schlüssel.',
      hint: 'Wählen Sie den Server, für den der Schlüssel ist.',
    },
    unencrypted: {
      message: 'Die Verbindung zu diesem Server ist nicht verschlüsselt: Andere im Netz könnten den Schlüssel lesen.',
      hint: 'Verwenden Sie eine Adresse mit wss://, oder prüfen Sie den Server in den Einstellungen und stimmen Sie zu.',
    },
    unauthorized: {
      message: '{host} nimmt diesen Schlüssel nicht an (HTTP {status}).',
      hint: 'Prüfen Sie den Schlüssel, und ob er für die Realtime-API gilt.',
    },
    not_found: {
      message: '{host} bietet unter dieser Adresse keine Realtime-API an (HTTP {status}).',
      hint: 'Prüfen Sie den Pfad, der meist /v1/realtime lautet, und den Namen des Modells.',
    },
    rate_limited: {
      message: '{host} nimmt gerade keine neuen Sitzungen an (HTTP {status}).',
      hint: 'Versuchen Sie es in einer Minute noch einmal.',
    },
    refused: {
      message: '{host} hat die Verbindung abgelehnt (HTTP {status}).',
      hint: 'Prüfen Sie die Adresse. Stimmt sie, hat der Server selbst ein Problem: Versuchen Sie es später noch einmal.',
    },
    unreachable: {
      message: 'Unter {host} antwortet niemand.',
      hint: 'Starten Sie den Server, oder prüfen Sie Adresse und Port.',
    },
    unknown_host: {
      message: 'Es gibt keinen Server mit dem Namen {host}.',
      hint: 'Prüfen Sie die Adresse, und ob Sie online sind.',
    },
    offline: { message: '{host} ist nicht zu erreichen.', hint: 'Prüfen Sie, ob Sie online sind.' },
    timeout: {
      message: '{host} hat nicht rechtzeitig geantwortet.',
      hint: 'Prüfen Sie die Adresse, und ob eine Firewall dazwischen ist.',
    },
    unknown_authority: {
      message: 'Das Zertifikat von {host} stammt von keiner Stelle, der hier vertraut wird.',
      hint: 'Ist es Ihr eigener Server, tragen Sie die Datei seiner Stelle in den Einstellungen unter „Netzwerk“ ein.',
    },
    certificate_expired: {
      message: 'Das Zertifikat von {host} gilt jetzt nicht.',
      hint: 'Wenn die Uhr dieses Rechners stimmt, muss sein Betreiber es erneuern.',
    },
    tls_failed: {
      message: '{host} und Parley haben keine Verschlüsselung gefunden, die beide können.',
      hint: 'Ist der Server auf dem neuesten Stand?',
    },
    certificate_of_another: {
      message: 'Das Zertifikat von {host} gehört zu einem anderen Server.',
      hint: 'Prüfen Sie die Adresse: Sie muss der Name sein, für den das Zertifikat ausgestellt ist.',
    },
    not_encrypted: {
      message: '{host} spricht unter dieser Adresse kein TLS.',
      hint: 'Bei einem Server ohne Verschlüsselung beginnt die Adresse mit ws://.',
    },
    bad_certificate: {
      message: '{host} hat kein vertrauenswürdiges Zertifikat.',
      hint: 'Prüfen Sie die Adresse.',
    },
    failed: { message: 'Die Verbindung zu {host} ist gescheitert: {because}.', hint: 'Prüfen Sie die Adresse.' },
    silent: {
      message: 'Der Server hat keine Sitzung begonnen.',
      hint: 'Ist das ein Realtime-Server?',
    },
  },
  export: {
    empty: { message: 'Es gibt noch nichts zu exportieren.' },
    not_writable: { message: '„{path}“ lässt sich nicht schreiben: {reason}.' },
  },
  host: {
    unreachable: { message: 'Parley läuft nicht.', hint: 'Starten Sie es wieder; diese Seite findet es dann.' },
  },
  hotkey: {
    invalid: {
      message: 'Das ist keine brauchbare Tastenkombination.',
      hint: 'Wählen Sie eine Funktionstaste oder eine Taste zusammen mit Strg oder Alt (auf dem Mac auch Cmd).',
    },
    reserved: { message: 'Diese Tastenkombination braucht das System selbst.', hint: 'Wählen Sie eine andere.' },
    taken: {
      message: 'Diese Tastenkombination gehört schon einem anderen Programm.',
      hint: 'Wählen Sie eine andere, oder schließen Sie jenes Programm.',
    },
  },
  import: {
    newer: { message: '„{file}“ stammt von einem neueren Parley.', hint: 'Aktualisieren Sie Parley.' },
    not_json: { message: '„{file}“ ist kein JSON.', hint: 'Importieren Sie, was Parley als JSON exportiert hat.' },
    not_readable: {
      message: '„{path}“ lässt sich nicht lesen.',
      hint: 'Prüfen Sie die Datei, und ob Sie sie lesen dürfen.',
    },
    not_transcript: {
      message: '„{file}“ ist kein Gespräch, das Parley exportiert hat: {fault}.',
      hint: 'Importieren Sie, was Parley als JSON exportiert hat.',
    },
  },
  ipc: {
    refused: { message: 'Diese Seite darf nichts anfragen.' },
    unknown_request: {
      message: 'Die Anfrage „{name}“ gibt es nicht.',
      hint: 'Laden Sie die Seite neu: Sie ist vielleicht veraltet.',
    },
    bad_payload: { message: '„{name}“ kann damit nichts anfangen: {what}.' },
  },
  keys: {
    not_saved: { message: 'Der Schlüssel konnte nicht hinterlegt werden: {reason}.' },
  },
  links: {
    refused: { message: 'Parley öffnet keine Links zu {site}.', hint: 'Kopieren Sie ihn stattdessen.' },
  },
  network: {
    bad_proxy: {
      message: 'Das ist keine Adresse eines Proxys.',
      hint: 'Die Adresse eines Proxys sieht so aus: http://proxy.example:8080.',
    },
    unsupported_proxy: {
      message: 'Der eingestellte Proxy ist nicht verwendbar: Parley kann nur HTTP-Proxys.',
      hint: 'Tragen Sie in den Einstellungen unter „Netzwerk“ einen anderen ein, oder wählen Sie keinen.',
    },
    proxy_unreachable: {
      message: 'Der Proxy {host} ist nicht erreichbar oder ist keiner.',
      hint: 'Prüfen Sie seine Adresse in den Einstellungen unter „Netzwerk“.',
    },
    proxy_password: {
      message: 'Der Proxy {host} verlangt Benutzer und Passwort (HTTP 407).',
      hint: 'Tragen Sie seine Adresse als http://benutzer:passwort@host:port ein.',
    },
    proxy_refused: {
      message: 'Der Proxy {host} lässt Parley nicht durch (HTTP {status}).',
      hint: 'Prüfen Sie den Proxy, oder ob der Server durch ihn erreicht werden darf.',
    },
    certificates_unreadable: {
      message: 'Die Zertifikatsdatei „{file}“ lässt sich nicht lesen.',
      hint: 'Wählen Sie in den Einstellungen eine andere oder keine.',
    },
    no_certificates: {
      message: '„{file}“ enthält keine Zertifikate.',
      hint: 'Es muss eine PEM-Datei sein, in der „BEGIN CERTIFICATE“ steht.',
    },
    lost: {
      message: 'Die Verbindung zu {host} ist abgerissen.',
      hint: 'Prüfen Sie das Netz, und beginnen Sie neu.',
    },
    slow: { message: 'Das Netz ist zu langsam: {ms} ms Sprache gingen verloren.' },
  },
  response: {
    failed: { message: 'Der Server konnte seine Antwort nicht beenden.' },
    timeout: { message: 'Der Server hat 45 Sekunden lang nicht geantwortet.', hint: 'Versuchen Sie es noch einmal.' },
  },
  transcription: {
    timeout: { message: 'Der Server hat keine Mitschrift von dem geschickt, was Sie gesagt haben.' },
    failed: { message: 'Ihre Worte konnten nicht aufgeschrieben werden: {said}' },
  },
  turn: {
    idle: { message: 'Eine Weile hat niemand gesprochen. Der Server hat von sich aus weitergemacht.' },
  },
  search: {
    too_long: {
      message: 'Das sind mehr Wörter, als Parley auf einmal suchen kann ({most}).',
      hint: 'Suchen Sie nach weniger Wörtern.',
    },
  },
  server: {
    said: { message: 'Der Server meldet: {said}', hint: 'Prüfen Sie Server, Modell und Schlüssel.' },
    hung_up: { message: 'Der Server hat aufgelegt.' },
    no_reason: { message: 'Der Server hat einen Fehler ohne Begründung gemeldet.' },
    closed: { message: '{host} hat die Sitzung beendet{because}.', hint: 'Beginnen Sie eine neue.' },
    policy: {
      message: '{host} macht nicht weiter{because}.',
      hint: 'Prüfen Sie den Schlüssel und seine Berechtigungen.',
    },
    too_big: { message: '{host} bekam mehr, als es annimmt{because}.' },
    failed: {
      message: '{host} hat selbst ein Problem{because}.',
      hint: 'Versuchen Sie es später noch einmal.',
    },
    beta_disabled: {
      message: '{host} spricht das Beta-Protokoll nicht mehr.',
      hint: 'Wählen Sie das aktuelle Protokoll (GA).',
    },
    invalid_api_key: { message: 'Der Server nimmt den Schlüssel nicht an: {said}', hint: 'Prüfen Sie den Schlüssel.' },
    insufficient_quota: { message: 'Das Guthaben des Kontos ist verbraucht: {said}', hint: 'Prüfen Sie das Konto.' },
    account_deactivated: { message: 'Das Konto ist stillgelegt: {said}', hint: 'Prüfen Sie das Konto.' },
    billing_hard_limit_reached: {
      message: 'Das Ausgabenlimit des Kontos ist erreicht: {said}',
      hint: 'Prüfen Sie das Konto.',
    },
    beta_api_shape_disabled: {
      message: 'Der Server spricht das Beta-Protokoll nicht mehr: {said}',
      hint: 'Wählen Sie das aktuelle Protokoll (GA).',
    },
  },
  session: {
    expired: { message: '{host} hat die Sitzung beendet{because}.', hint: 'Beginnen Sie eine neue.' },
    not_open: {
      message: 'Die Sitzung war zu Ende, bevor das gesendet wurde.',
      hint: 'Versuchen Sie es noch einmal.',
    },
    told_all: { message: 'Eine neue Sitzung: Das Modell weiß, was weiter oben gesagt wurde.' },
    told_the_end: { message: 'Eine neue Sitzung: Das Modell kennt das Ende dessen, was weiter oben gesagt wurde.' },
  },
  settings: {
    refused_by_server: {
      message:
        '„{setting}“ ist eine Einstellung, die der Server nicht annimmt: die Sitzung läuft ohne sie weiter ({said}).',
    },
    not_saved: { message: 'Die Einstellungen konnten nicht gespeichert werden: {reason}.' },
    newer: {
      message: 'Die Einstellungen stammen von einem neueren Parley; {reason}. Es gelten die Voreinstellungen.',
    },
    corrupt: {
      message: 'Die Einstellungen waren nicht ganz lesbar; {reason}. Sonst gelten die Voreinstellungen.',
    },
    unreadable: {
      message: 'Die Einstellungen waren nicht lesbar ({because}). Es gelten die Voreinstellungen.',
    },
  },
  startup: {
    not_set: {
      message: 'Der Start beim Anmelden konnte nicht eingestellt werden: {reason}.',
      hint: 'Die Einstellungen des Systems haben meist eine Liste der Programme, die mitstarten.',
    },
  },
  playback: {
    failed: {
      message: 'Diese Aufnahme lässt sich nicht abspielen.',
      hint: 'Vielleicht wurde sie inzwischen gelöscht.',
    },
  },
  storage: {
    interrupted: {
      message: 'Der Verlauf wurde unterbrochen und neu gestartet.',
      hint: 'Versuchen Sie es noch einmal.',
    },
    not_erased: {
      message: 'Aufnahmen ließen sich nicht löschen: {reason}.',
      hint: 'Prüfen Sie den Ordner der Aufnahmen.',
    },
    not_recorded: {
      message: 'Der Ton lässt sich nicht aufnehmen: {reason}.',
      hint: 'Die Worte bleiben trotzdem erhalten.',
    },
    recorder_lost: {
      message: 'Der Teil von Parley, der den Ton aufnimmt, wurde beendet.',
      hint: 'Er wird mit dem nächsten Beitrag neu gestartet.',
    },
    stopped: {
      message: 'Der Teil von Parley, der Gespräche aufbewahrt, wurde beendet.',
      hint: 'Gespräche gehen weiter. Starten Sie Parley neu, falls sie nicht wieder aufbewahrt werden.',
    },
    newer: {
      message: 'Den Verlauf hat eine neuere Version von Parley geschrieben; er wurde nicht angetastet.',
      hint: 'Aktualisieren Sie Parley. Bis dahin werden Gespräche nicht aufbewahrt.',
    },
    read_only: {
      message: 'Der Verlauf ist schreibgeschützt.',
      hint: 'Heben Sie den Schreibschutz des Ordners oder Datenträgers auf.',
    },
    locked: {
      message: 'Ein anderes Programm benutzt den Verlauf gerade.',
      hint: 'Schließen Sie andere Fenster und Befehle von Parley sowie Programme, die den Ordner sichern.',
    },
    failed: { message: 'Im Verlauf ist etwas schiefgegangen.' },
    full: {
      message: 'Der Datenträger ist voll: Gespräche lassen sich nicht aufbewahren.',
      hint: 'Schaffen Sie Platz. Parley versucht es weiter.',
    },
    not_writable: {
      message: 'Der Verlauf lässt sich nicht schreiben: {reason}.',
      hint: 'Prüfen Sie den Ordner, in dem Parley seine Daten ablegt.',
    },
    io: {
      message: 'Der Datenträger arbeitet nicht richtig: Der Verlauf lässt sich nicht lesen oder schreiben.',
      hint: 'Prüfen Sie den Datenträger.',
    },
    damaged: {
      message: 'Der Verlauf ist beschädigt.',
      hint: 'Starten Sie Parley neu: Was sich noch lesen lässt, wird gerettet.',
    },
    not_upgraded: {
      message: 'Der Verlauf ließ sich nicht auf den neuen Stand bringen und blieb, wie er war ({because}).',
      hint: 'Bitte melden Sie das. Bis dahin werden Gespräche nicht aufbewahrt.',
    },
    not_recovered: {
      message: 'Der Verlauf ist beschädigt und ließ sich nicht reparieren: {reason}.',
      hint: 'Beheben Sie das, und starten Sie Parley neu. Es wurde nichts weggeworfen.',
    },
    recovered: {
      message:
        'Der Verlauf war beschädigt und wurde repariert. Gerettete Gespräche: {conversations}, Einträge darin: {items}.',
      hint: 'Die beschädigte Datei liegt jetzt in „{file}“.',
    },
    restored: {
      message: 'Der Verlauf war beschädigt und nicht mehr lesbar. Er ist jetzt auf dem Stand vom {date}.',
      hint: 'Die beschädigte Datei liegt jetzt in „{file}“.',
    },
    lost: {
      message: 'Der Verlauf war beschädigt und nicht mehr lesbar. Er beginnt von vorn.',
      hint: 'Die beschädigte Datei liegt jetzt in „{file}“.',
    },
    copies_left: {
      message: 'Alte Kopien des Verlaufs ließen sich nicht löschen: {names}.',
      hint: 'Schließen Sie Programme, die sie verwenden. Morgen wird es wieder versucht.',
    },
    foreign: {
      message: 'Die Datei des Verlaufs stammte nicht von Parley. Ein neuer Verlauf beginnt.',
      hint: 'Die Datei liegt jetzt in „{file}“.',
    },
  },
  wav: {
    missing: { message: '{path} lässt sich nicht lesen.', hint: 'Prüfen Sie Namen und Rechte der Datei.' },
    not_wav: {
      message: 'Das ist keine WAV-Datei.',
      hint: 'Wandeln Sie den Ton um: ffmpeg -i ton.mp3 ton.wav.',
    },
    truncated: { message: 'Die WAV-Datei bricht ab.', hint: 'Prüfen Sie, ob sie ganz kopiert wurde.' },
    empty: { message: 'Die WAV-Datei enthält keinen Ton.' },
    unsupported: {
      message: 'Die WAV-Datei ist in einem Format, das sich hier nicht lesen lässt: {what}.',
      hint: 'Wandeln Sie den Ton um: ffmpeg -i ton.mp3 ton.wav.',
    },
    not_writable: {
      message: '{path} lässt sich nicht schreiben.',
      hint: 'Prüfen Sie den Ordner, seine Rechte und den freien Platz.',
    },
  },
  reasons: {
    ENOENT: {
      message: 'der Ordner existiert nicht',
      hint: 'Legen Sie den Ordner an, oder wählen Sie einen anderen.',
    },
    ENOTDIR: { message: 'ein Teil des Pfads ist kein Ordner', hint: 'Wählen Sie einen anderen Ort.' },
    EISDIR: { message: 'das ist ein Ordner', hint: 'Geben Sie den Namen einer Datei an.' },
    EACCES: {
      message: 'Sie dürfen dort nicht schreiben',
      hint: 'Wählen Sie einen anderen Ordner, oder ändern Sie seine Rechte.',
    },
    EPERM: {
      message: 'das System erlaubt es nicht',
      hint: 'Schließen Sie Programme, die die Datei benutzen, oder wählen Sie einen anderen Namen.',
    },
    EBUSY: {
      message: 'ein anderes Programm benutzt die Datei',
      hint: 'Schließen Sie jenes Programm, oder wählen Sie einen anderen Namen.',
    },
    EROFS: { message: 'der Datenträger ist schreibgeschützt', hint: 'Wählen Sie einen anderen Ort.' },
    ENOSPC: {
      message: 'der Datenträger ist voll',
      hint: 'Schaffen Sie Platz, oder wählen Sie einen anderen Datenträger.',
    },
    EIO: { message: 'der Datenträger arbeitet nicht richtig', hint: 'Prüfen Sie den Datenträger.' },
    EDQUOT: {
      message: 'Ihr Speicherkontingent ist aufgebraucht',
      hint: 'Schaffen Sie Platz, oder wählen Sie einen anderen Datenträger.',
    },
    ENAMETOOLONG: { message: 'der Name ist zu lang', hint: 'Wählen Sie einen kürzeren Namen.' },
    too_slow: { message: 'der Datenträger ist zu langsam', hint: 'Wählen Sie einen anderen Datenträger.' },
    keyring_refused: {
      message: 'der Schlüsselbund hat abgelehnt',
      hint: 'Entsperren Sie den Schlüsselbund, und versuchen Sie es noch einmal.',
    },
    kept_aside: { message: 'sie liegen jetzt in „{file}“' },
    not_moved: { message: 'die Datei ließ sich nicht beiseitelegen' },
    other: { message: 'das System hat abgelehnt', hint: 'Wählen Sie einen anderen Ort.' },
  },
}
