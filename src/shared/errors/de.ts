import type { errorsEn } from './en'

/** Die Meldungen der Fenster auf Deutsch. */
export const errorsDe: typeof errorsEn = {
  answer: {
    content_filter: { message: 'Der Inhaltsfilter des Servers hat die Antwort beendet.' },
    empty: { message: 'Die Antwort war leer.' },
    length_limit: { message: 'Die Antwort hat die maximale Länge erreicht.' },
  },
  app: {
    closing: { message: 'Parley wird gerade beendet.' },
    desktop_only: { message: 'Das ist nur in der Desktop-App möglich.' },
    no_share_sheet: { message: 'Dieses System hat kein Menü zum Teilen.' },
  },
  audio: {
    input_back: { message: 'Das Mikrofon „{device}“ funktioniert wieder.' },
    input_replaced: { message: 'Zum Mikrofon „{device}“ gewechselt.' },
    output_back: { message: 'Der Lautsprecher „{device}“ funktioniert wieder.' },
    output_replaced: { message: 'Zum Lautsprecher „{device}“ gewechselt.' },
    process_lost: { message: 'Der Ton von Parley ist ausgefallen und wird neu gestartet.' },
    restarted: { message: 'Der Ton von Parley war ausgefallen und wurde neu gestartet. Das Gespräch geht weiter.' },
    no_input: {
      message: 'Parley hat kein Mikrofon gefunden.',
      hint: 'Schließen Sie eines an, oder erlauben Sie Parley den Zugriff.',
    },
    no_output: {
      message: 'Parley hat keinen Lautsprecher gefunden.',
      hint: 'Schließen Sie Lautsprecher oder Kopfhörer an.',
    },
    input_missing: {
      message: 'Das Mikrofon „{device}“ ist nicht verbunden.',
      hint: 'Schließen Sie es an, oder wählen Sie in den Einstellungen ein anderes.',
    },
    output_missing: {
      message: 'Der Lautsprecher „{device}“ ist nicht verbunden.',
      hint: 'Schließen Sie ihn an, oder wählen Sie in den Einstellungen einen anderen.',
    },
    input_lost: { message: 'Mikrofon nicht mehr verbunden.', hint: 'Prüfen Sie, ob es angeschlossen ist.' },
    output_lost: {
      message: 'Lautsprecher nicht mehr verbunden.',
      hint: 'Prüfen Sie, ob er angeschlossen und eingeschaltet ist.',
    },
    format_refused: {
      message: 'Parley konnte „{device}“ nicht öffnen.',
      hint: 'Schließen Sie andere Programme, die das Gerät verwenden, oder wählen Sie in den Einstellungen ein anderes.',
    },
    format_unknown: {
      message:
        'Der Server verwendet ein Audioformat, das Parley nicht unterstützt („{format}“). Deshalb wird kein Ton übertragen.',
      hint: 'Stellen Sie den Server auf 16-Bit-PCM um. Bis dahin können Sie die Antworten lesen.',
    },
    native_missing: {
      message: 'Parley konnte seine Audiobibliothek nicht laden.',
      hint: 'Installieren Sie einen C++-Compiler und Python und dann Parley neu. Tippen können Sie auch so.',
    },
    in_use: {
      message: 'Parley verwendet gerade Mikrofon und Lautsprecher.',
      hint: 'Trennen Sie die Verbindung, um sie zu testen.',
    },
  },
  conversation: {
    not_found: { message: 'Dieses Gespräch gibt es nicht mehr.' },
  },
  demo: {
    bad_clip: {
      message: 'Parley kann die Sprachaufnahme „{path}“ der Demo nicht verwenden.',
      hint: 'Installieren Sie Parley neu.',
    },
  },
  diagnostics: {
    no_recording: {
      message: 'Es wurden keine Ereignisse aufgezeichnet.',
      hint: 'Zeichnen Sie zuerst Ereignisse auf.',
    },
    not_recorded: { message: 'Parley kann in „{path}“ keine Ereignisse aufzeichnen: {reason}.' },
  },
  endpoint: {
    bad_header: {
      message: 'Der Name der Kopfzeile für den Schlüssel ist ungültig.',
      hint: 'Geben Sie in den Einstellungen einen Namen wie X-Api-Key ein.',
    },
    bad_key: {
      message: 'Der Schlüssel enthält Leerzeichen oder andere Zeichen, die in Schlüsseln nicht vorkommen.',
      hint: 'Kopieren Sie den Schlüssel noch einmal, ohne Anführungszeichen und Zeilenumbrüche.',
    },
    bad_url: {
      message: '„{address}“ ist keine Serveradresse.',
      hint: 'Geben Sie eine Adresse ein, die mit wss:// oder ws:// beginnt, etwa ws://127.0.0.1:8080/v1/realtime.',
    },
    no_address: {
      message: 'Dieser Server hat noch keine Adresse.',
      hint: 'Geben Sie seine Adresse in den Einstellungen ein.',
    },
    no_key: {
      message: '{server} braucht einen Schlüssel, und es ist keiner gespeichert.',
      hint: 'Fügen Sie in den Einstellungen einen Schlüssel hinzu, oder verwenden Sie die Demo.',
    },
    needs_no_key: {
      message: 'Die Demo braucht keinen Schlüssel.',
      hint: 'Wählen Sie den Server, für den der Schlüssel ist.',
    },
    unencrypted: {
      message: 'Die Verbindung zu diesem Server ist nicht verschlüsselt. Andere im Netz könnten Ihren Schlüssel lesen.',
      hint: 'Verwenden Sie eine Adresse mit wss://, oder prüfen Sie den Server in den Einstellungen und bestätigen Sie, dass Parley den Schlüssel senden darf.',
    },
    unauthorized: {
      message: '{host} hat den Schlüssel abgelehnt (HTTP {status}).',
      hint: 'Prüfen Sie den Schlüssel, und ob er für die Realtime-API gilt.',
    },
    not_found: {
      message: '{host} bietet unter dieser Adresse keine Realtime-API an (HTTP {status}).',
      hint: 'Prüfen Sie den Pfad, der meist /v1/realtime lautet, und den Namen des Modells.',
    },
    rate_limited: {
      message: '{host} nimmt zurzeit keine neuen Verbindungen an (HTTP {status}).',
      hint: 'Versuchen Sie es in einer Minute noch einmal.',
    },
    refused: {
      message: '{host} hat die Verbindung abgelehnt (HTTP {status}).',
      hint: 'Prüfen Sie die Adresse.',
    },
    server_error: {
      message: 'Bei {host} ist ein interner Fehler aufgetreten (HTTP {status}).',
      hint: 'Versuchen Sie es später noch einmal.',
    },
    unreachable: {
      message: 'Unter {host} läuft kein Server.',
      hint: 'Starten Sie den Server, oder prüfen Sie Adresse und Port.',
    },
    unknown_host: {
      message: 'Es gibt keinen Server mit dem Namen {host}.',
      hint: 'Prüfen Sie die Adresse, und ob Sie online sind.',
    },
    offline: { message: 'Parley kann {host} nicht erreichen.', hint: 'Prüfen Sie, ob Sie online sind.' },
    timeout: {
      message: '{host} hat nicht rechtzeitig geantwortet.',
      hint: 'Prüfen Sie die Adresse, und ob eine Firewall die Verbindung blockiert.',
    },
    unknown_authority: {
      message: 'Das Zertifikat von {host} stammt von einer Stelle, der dieser Computer nicht vertraut.',
      hint: 'Wenn es Ihr eigener Server ist, wählen Sie in den Einstellungen unter „Netzwerk“ die Zertifikatsdatei seiner Stelle.',
    },
    certificate_expired: {
      message: 'Das Zertifikat von {host} ist abgelaufen oder noch nicht gültig.',
      hint: 'Prüfen Sie die Uhr dieses Computers. Wenn sie stimmt, muss der Betreiber des Servers das Zertifikat erneuern.',
    },
    tls_failed: {
      message: 'Parley und {host} haben kein gemeinsames Verschlüsselungsverfahren.',
      hint: 'Prüfen Sie, ob der Server auf dem neuesten Stand ist.',
    },
    certificate_of_another: {
      message: 'Das Zertifikat von {host} gehört zu einem anderen Server.',
      hint: 'Prüfen Sie die Adresse. Sie muss den Namen aus dem Zertifikat enthalten.',
    },
    not_encrypted: {
      message: '{host} verwendet unter dieser Adresse kein TLS.',
      hint: 'Wenn der Server keine Verschlüsselung hat, verwenden Sie eine Adresse, die mit ws:// beginnt.',
    },
    bad_certificate: {
      message: 'Parley kann dem Zertifikat von {host} nicht vertrauen.',
      hint: 'Prüfen Sie die Adresse.',
    },
    failed: { message: 'Die Verbindung zu {host} ist fehlgeschlagen: {because}.', hint: 'Prüfen Sie die Adresse.' },
    silent: {
      message: 'Der Server hat keine Sitzung gestartet.',
      hint: 'Prüfen Sie, ob es ein Realtime-Server ist.',
    },
  },
  export: {
    empty: { message: 'Es gibt noch nichts zu exportieren.' },
    not_writable: { message: 'Parley kann „{path}“ nicht schreiben: {reason}.' },
  },
  host: {
    unreachable: {
      message: 'Parley läuft nicht.',
      hint: 'Starten Sie Parley wieder. Diese Seite verbindet sich dann von selbst.',
    },
  },
  hotkey: {
    invalid: {
      message: 'Diese Tastenkombination ist nicht möglich.',
      hint: 'Wählen Sie eine Funktionstaste oder eine Taste zusammen mit Strg oder Alt (auf dem Mac auch Cmd).',
    },
    reserved: { message: 'Das System verwendet diese Tastenkombination.', hint: 'Wählen Sie eine andere.' },
    taken: {
      message: 'Ein anderes Programm verwendet diese Tastenkombination.',
      hint: 'Wählen Sie eine andere, oder schließen Sie das Programm.',
    },
  },
  ipc: {
    refused: { message: 'Diese Seite darf keine Anfragen an Parley senden.' },
    unknown_request: {
      message: 'Parley kennt die Anfrage „{name}“ nicht.',
      hint: 'Laden Sie die Seite neu. Sie ist vielleicht veraltet.',
    },
    bad_payload: { message: 'Die Anfrage „{name}“ enthält ungültige Daten: {what}.' },
  },
  keys: {
    not_saved: { message: 'Parley konnte den Schlüssel nicht speichern: {reason}.' },
  },
  links: {
    refused: { message: 'Parley öffnet keine Links zu {site}.', hint: 'Kopieren Sie den Link stattdessen.' },
  },
  network: {
    bad_proxy: {
      message: 'Die Proxy-Adresse ist ungültig.',
      hint: 'Geben Sie eine Adresse wie http://proxy.example:8080 ein.',
    },
    unsupported_proxy: {
      message: 'Parley unterstützt diesen Proxy nicht, sondern nur HTTP-Proxys.',
      hint: 'Geben Sie in den Einstellungen unter „Netzwerk“ einen anderen ein, oder wählen Sie keinen.',
    },
    proxy_unreachable: {
      message: 'Parley kann den Proxy {host} nicht erreichen, oder {host} ist kein Proxy.',
      hint: 'Prüfen Sie seine Adresse in den Einstellungen unter „Netzwerk“.',
    },
    proxy_password: {
      message: 'Der Proxy {host} verlangt Benutzername und Passwort (HTTP 407).',
      hint: 'Ergänzen Sie beides in seiner Adresse, in den Einstellungen unter „Netzwerk“.',
    },
    proxy_refused: {
      message: 'Der Proxy {host} hat die Verbindung abgelehnt (HTTP {status}).',
      hint: 'Prüfen Sie den Proxy, und ob er Verbindungen zu diesem Server erlaubt.',
    },
    certificates_unreadable: {
      message: 'Parley kann die Zertifikatsdatei „{file}“ nicht lesen.',
      hint: 'Wählen Sie in den Einstellungen eine andere Datei oder keine.',
    },
    no_certificates: {
      message: '„{file}“ enthält keine Zertifikate.',
      hint: 'Wählen Sie eine PEM-Datei. Sie enthält die Wörter „BEGIN CERTIFICATE“.',
    },
    lost: {
      message: 'Die Verbindung zu {host} ist abgebrochen.',
      hint: 'Prüfen Sie das Netz, und verbinden Sie sich neu.',
    },
    slow: { message: 'Das Netz ist zu langsam. {ms} ms Ihrer Sprache gingen verloren.' },
  },
  response: {
    failed: { message: 'Der Server konnte seine Antwort nicht beenden.' },
    timeout: { message: 'Der Server hat 45 Sekunden lang nicht geantwortet.', hint: 'Versuchen Sie es noch einmal.' },
  },
  transcription: {
    timeout: { message: 'Der Server hat keine Transkription Ihrer Worte gesendet.' },
    failed: { message: 'Der Server konnte Ihre Worte nicht transkribieren: {said}' },
  },
  turn: {
    idle: { message: 'Eine Weile hat niemand gesprochen. Deshalb hat der Server weitergemacht.' },
  },
  search: {
    too_long: {
      message: 'Parley kann höchstens {most} Wörter auf einmal suchen.',
      hint: 'Suchen Sie nach weniger Wörtern.',
    },
  },
  server: {
    said: { message: 'Der Server meldet: {said}', hint: 'Prüfen Sie Server, Modell und Schlüssel.' },
    hung_up: { message: 'Der Server hat die Verbindung beendet.', hint: 'Versuchen Sie es noch einmal.' },
    no_reason: {
      message: 'Der Server hat einen Fehler ohne Begründung gemeldet.',
      hint: 'Prüfen Sie Server, Modell und Schlüssel.',
    },
    closed: { message: '{host} hat die Verbindung beendet{because}.', hint: 'Verbinden Sie sich neu.' },
    closed_with_code: {
      message: '{host} hat die Verbindung beendet (Code {code}{because}).',
      hint: 'Verbinden Sie sich neu.',
    },
    policy: {
      message: '{host} hat das Gespräch abgelehnt{because}.',
      hint: 'Prüfen Sie den Schlüssel und seine Berechtigungen.',
    },
    too_big: { message: '{host} hat mehr Daten erhalten, als erlaubt{because}.', hint: 'Verbinden Sie sich neu.' },
    failed: {
      message: 'Bei {host} ist ein interner Fehler aufgetreten{because}.',
      hint: 'Versuchen Sie es später noch einmal.',
    },
    beta_disabled: {
      message: '{host} unterstützt das Beta-Protokoll nicht mehr.',
      hint: 'Wählen Sie in den Einstellungen das aktuelle Protokoll (GA).',
    },
    invalid_api_key: { message: 'Der Server hat den Schlüssel abgelehnt: {said}', hint: 'Prüfen Sie den Schlüssel.' },
    insufficient_quota: { message: 'Das Guthaben des Kontos ist aufgebraucht: {said}', hint: 'Prüfen Sie das Konto.' },
    account_deactivated: { message: 'Das Konto ist deaktiviert: {said}', hint: 'Prüfen Sie das Konto.' },
    billing_hard_limit_reached: {
      message: 'Das Ausgabenlimit des Kontos ist erreicht: {said}',
      hint: 'Prüfen Sie das Konto.',
    },
    beta_api_shape_disabled: {
      message: 'Der Server unterstützt das Beta-Protokoll nicht mehr: {said}',
      hint: 'Wählen Sie in den Einstellungen das aktuelle Protokoll (GA).',
    },
  },
  session: {
    expired: { message: '{host} hat die Sitzung beendet{because}.', hint: 'Verbinden Sie sich neu.' },
    not_open: {
      message: 'Die Verbindung wurde beendet, bevor das gesendet war.',
      hint: 'Versuchen Sie es noch einmal.',
    },
    told_all: { message: 'Neue Verbindung. Das Modell kennt das bisherige Gespräch.' },
    told_the_end: { message: 'Neue Verbindung. Das Modell kennt nur den letzten Teil des Gesprächs.' },
  },
  settings: {
    refused_by_server: {
      message: 'Der Server hat die Einstellung „{setting}“ abgelehnt. Die Sitzung läuft ohne sie weiter ({said}).',
    },
    not_saved: { message: 'Parley konnte die Einstellungen nicht speichern: {reason}.' },
    newer: {
      message:
        'Die Einstellungen stammen von einer neueren Version. Parley verwendet die Voreinstellungen und hat die alte Datei als „{file}“ aufbewahrt.',
    },
    newer_not_moved: {
      message:
        'Die Einstellungen stammen von einer neueren Version. Parley verwendet die Voreinstellungen und konnte keine Kopie der Datei aufbewahren.',
    },
    corrupt: {
      message:
        'Parley konnte nicht alle Einstellungen lesen. Für die übrigen gelten die Voreinstellungen. Die alte Datei ist als „{file}“ aufbewahrt.',
    },
    corrupt_not_moved: {
      message:
        'Parley konnte nicht alle Einstellungen lesen. Für die übrigen gelten die Voreinstellungen. Eine Kopie der Datei ließ sich nicht aufbewahren.',
    },
    unreadable: {
      message: 'Parley konnte die Einstellungen nicht lesen ({because}). Es verwendet die Voreinstellungen.',
    },
  },
  startup: {
    not_set: {
      message: 'Parley konnte den Start beim Anmelden nicht ändern: {reason}.',
      hint: 'Die Einstellungen des Systems enthalten meist eine Liste der Programme, die beim Anmelden starten.',
    },
  },
  playback: {
    failed: {
      message: 'Parley kann diese Aufnahme nicht abspielen.',
      hint: 'Vielleicht wurde sie inzwischen gelöscht.',
    },
  },
  storage: {
    interrupted: {
      message: 'Parley hat den Verlauf neu gestartet, bevor das erledigt war.',
      hint: 'Versuchen Sie es noch einmal.',
    },
    not_erased: {
      message: 'Parley konnte Aufnahmen nicht löschen: {reason}.',
      hint: 'Prüfen Sie den Ordner der Aufnahmen.',
    },
    not_recorded: { message: 'Parley kann den Ton nicht aufnehmen: {reason}.', hint: 'Der Text wird gespeichert.' },
    recorder_lost: {
      message: 'Die Tonaufnahme wurde unerwartet beendet.',
      hint: 'Parley startet sie mit der nächsten Nachricht neu.',
    },
    stopped: {
      message: 'Parley speichert keine Gespräche mehr.',
      hint: 'Sie können weitersprechen. Wenn das Speichern nicht wieder beginnt, starten Sie Parley neu.',
    },
    newer: {
      message: 'Der Verlauf stammt von einer neueren Version von Parley. Er wurde nicht verändert.',
      hint: 'Aktualisieren Sie Parley. Bis dahin werden keine Gespräche gespeichert.',
    },
    read_only: {
      message: 'Parley kann im Verlauf nichts speichern: Er ist schreibgeschützt.',
      hint: 'Heben Sie den Schreibschutz des Ordners und des Datenträgers auf.',
    },
    locked: {
      message: 'Ein anderes Programm verwendet den Verlauf.',
      hint: 'Beenden Sie weitere Kopien von Parley und Programme, die den Ordner sichern.',
    },
    failed: { message: 'Im Verlauf ist ein Fehler aufgetreten: {because}', hint: 'Bitte melden Sie das.' },
    full: {
      message: 'Der Datenträger ist voll. Parley kann keine Gespräche speichern.',
      hint: 'Schaffen Sie Platz. Parley versucht es weiter.',
    },
    not_writable: {
      message: 'Parley kann im Verlauf nichts speichern: {reason}.',
      hint: 'Prüfen Sie den Ordner, in dem Parley seine Daten speichert.',
    },
    io: {
      message: 'Parley kann den Verlauf nicht lesen oder speichern, weil der Datenträger Fehler meldet.',
      hint: 'Prüfen Sie den Datenträger.',
    },
    damaged: {
      message: 'Der Verlauf ist beschädigt.',
      hint: 'Starten Sie Parley neu. Es stellt wieder her, was sich noch lesen lässt.',
    },
    not_upgraded: {
      message: 'Parley konnte den Verlauf nicht aktualisieren und hat ihn nicht verändert ({because}).',
      hint: 'Bitte melden Sie das. Bis dahin werden keine Gespräche gespeichert.',
    },
    not_recovered: {
      message: 'Der Verlauf ist beschädigt, und Parley konnte ihn nicht reparieren: {reason}.',
      hint: 'Beheben Sie das, und starten Sie Parley neu. Es wurde nichts gelöscht.',
    },
    recovered: {
      message: 'Der Verlauf war beschädigt. Parley hat ihn repariert. Gespräche: {conversations}, Einträge: {items}.',
      hint: 'Die beschädigte Datei ist als „{file}“ aufbewahrt.',
    },
    restored: {
      message: 'Der Verlauf war beschädigt und nicht lesbar. Parley hat seine Sicherung vom {date} wiederhergestellt.',
      hint: 'Die beschädigte Datei ist als „{file}“ aufbewahrt.',
    },
    lost: {
      message: 'Der Verlauf war beschädigt und nicht lesbar. Parley hat einen neuen begonnen.',
      hint: 'Die beschädigte Datei ist als „{file}“ aufbewahrt.',
    },
    copies_left: {
      message: 'Parley konnte alte Kopien des Verlaufs nicht löschen: {names}.',
      hint: 'Schließen Sie Programme, die sie verwenden. Parley versucht es morgen wieder.',
    },
    foreign: {
      message: 'Die Datei des Verlaufs stammt nicht von Parley. Parley hat einen neuen Verlauf begonnen.',
      hint: 'Die Datei ist als „{file}“ aufbewahrt.',
    },
  },
  wav: {
    missing: {
      message: 'Parley kann „{path}“ nicht lesen.',
      hint: 'Prüfen Sie den Namen der Datei und ihre Zugriffsrechte.',
    },
    not_wav: {
      message: 'Das ist keine gültige WAV-Datei.',
      hint: 'Wandeln Sie den Ton um: ffmpeg -i ton.mp3 ton.wav.',
    },
    truncated: { message: 'Die WAV-Datei ist unvollständig.', hint: 'Kopieren Sie sie noch einmal.' },
    empty: { message: 'Die WAV-Datei enthält keinen Ton.' },
    unsupported: {
      message: 'Parley kann diese Art von WAV-Datei nicht lesen ({what}).',
      hint: 'Wandeln Sie den Ton um: ffmpeg -i ton.wav -c:a pcm_s16le neu.wav.',
    },
    not_writable: {
      message: 'Parley kann „{path}“ nicht schreiben.',
      hint: 'Prüfen Sie den Ordner, seine Zugriffsrechte und den freien Speicherplatz.',
    },
  },
  reasons: {
    ENOENT: {
      message: 'der Ordner existiert nicht',
      hint: 'Legen Sie den Ordner an, oder wählen Sie einen anderen.',
    },
    ENOTDIR: { message: 'ein Teil des Pfads ist kein Ordner', hint: 'Wählen Sie einen anderen Ort.' },
    EISDIR: { message: 'es ist ein Ordner', hint: 'Geben Sie den Namen einer Datei ein.' },
    EACCES: {
      message: 'Sie dürfen dort nicht schreiben',
      hint: 'Wählen Sie einen anderen Ordner, oder ändern Sie seine Zugriffsrechte.',
    },
    EPERM: {
      message: 'das System erlaubt es nicht',
      hint: 'Schließen Sie Programme, die die Datei verwenden, oder wählen Sie einen anderen Namen.',
    },
    EBUSY: {
      message: 'ein anderes Programm verwendet die Datei',
      hint: 'Schließen Sie das Programm, oder wählen Sie einen anderen Namen.',
    },
    EROFS: { message: 'der Datenträger ist schreibgeschützt', hint: 'Wählen Sie einen anderen Ort.' },
    ENOSPC: {
      message: 'der Datenträger ist voll',
      hint: 'Schaffen Sie Platz, oder wählen Sie einen anderen Datenträger.',
    },
    EIO: { message: 'der Datenträger meldet Fehler', hint: 'Prüfen Sie den Datenträger.' },
    EDQUOT: {
      message: 'Ihr Speicherkontingent ist aufgebraucht',
      hint: 'Schaffen Sie Platz, oder wählen Sie einen anderen Datenträger.',
    },
    ENAMETOOLONG: { message: 'der Name ist zu lang', hint: 'Wählen Sie einen kürzeren Namen.' },
    too_slow: { message: 'der Datenträger ist zu langsam', hint: 'Wählen Sie einen anderen Datenträger.' },
    keyring_refused: {
      message: 'der Schlüsselbund hat es abgelehnt',
      hint: 'Entsperren Sie den Schlüsselbund, und versuchen Sie es noch einmal.',
    },
    other: { message: 'das System hat es abgelehnt', hint: 'Wählen Sie einen anderen Ort.' },
  },
}
