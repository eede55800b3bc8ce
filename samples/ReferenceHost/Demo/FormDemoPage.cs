using System.Security.Cryptography;
using ContactCenter;
using ContactCenter.Channels.WebForms;

namespace ReferenceHost.Demo;

/// <summary>A form of the demo's company, as a customer sees it: plain HTML that the channel's script makes more comfortable.</summary>
internal static class FormDemoPage
{
    private static readonly (string Key, string English, string Italian)[] Words =
    [
        ("TITLE", "Shall we call you?", "Ti chiamiamo noi?"),
        ("LEAD", "Tell us what it is about and how to reach you.", "Dicci di che si tratta e come raggiungerti."),
        ("NAME", "Your name", "Il tuo nome"),
        ("MESSAGE", "What is it about?", "Di che si tratta?"),
        ("HOW", "How shall we reach you?", "Come ti raggiungiamo?"),
        ("VOICE", "By phone", "Per telefono"),
        ("SMS", "By SMS", "Con un SMS"),
        ("PHONE", "Telephone", "Telefono"),
        ("FROM", "Not before", "Non prima di"),
        ("UNTIL", "Not after", "Non dopo"),
        ("CONSENT", "I agree that what I write is kept to answer me.", "Acconsento che quanto scrivo sia conservato per rispondermi."),
        ("SEND", "Send", "Invia"),
    ];

    private const string Html = """
        <!doctype html>
        <html lang="LANG">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>[TITLE] - Acme Gas &amp; Heating</title>
        <style>
        body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b}
        label,legend{display:block;margin-top:1rem;font-weight:600}fieldset{border:0;padding:0;margin:1rem 0 0}legend{margin:0;padding:0}fieldset label,.agree{font-weight:400}fieldset label{margin-top:.3rem}
        input:not([type=radio]):not([type=checkbox]),textarea{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #767676;border-radius:.3rem}
        .contactcenter-fault{display:block;color:#a40000}[aria-invalid=true]{border-color:#a40000!important}.contactcenter-thanks{font-size:1.2rem}
        button{font:inherit;margin-top:1.5rem;padding:.7rem 1.5rem;border:0;border-radius:.3rem;background:#0b5cad;color:#fff}
        </style></head>
        <body>
        <main>
        <h1>[TITLE]</h1>
        <p>[LEAD]</p>
        <form method="post" action="/hooks/webforms/callback" accept-charset="utf-8" data-contactcenter-form="callback" novalidate>
        <input type="hidden" name="cc-lang" value="LANG">
        <label for="name">[NAME]</label><input id="name" name="name" autocomplete="name">
        <label for="message">[MESSAGE]</label><textarea id="message" name="message" rows="4"></textarea>
        <fieldset><legend>[HOW]</legend>
        <label><input type="radio" name="reach" value="voice" checked> [VOICE]</label>
        <label><input type="radio" name="reach" value="sms"> [SMS]</label></fieldset>
        <label for="phone">[PHONE]</label><input id="phone" name="phone" type="tel" autocomplete="tel">
        <label for="from">[FROM]</label><input id="from" name="from" type="datetime-local">
        <label for="until">[UNTIL]</label><input id="until" name="until" type="datetime-local">
        <label class="agree"><input type="checkbox" name="cc-consent" value="on"> [CONSENT]</label>
        <button>[SEND]</button>
        </form>
        </main>
        <script src="/hooks/webforms/form.js" async></script>
        </body>
        </html>
        """;

    /// <summary>What the form may carry. The key is made up at each start, which a real host must not do: pages and links of before would be void.</summary>
    public static WebFormsOptions DescribeCallback(this WebFormsOptions options, string origin)
    {
        options.SigningKey ??= new Secret(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
        return options.Form("callback", form =>
        {
            form.From(origin)
                .Ask("name", "Your name", "Il tuo nome", static f => f.Required = true)
                .Ask("message", "What is it about?", "Di che si tratta?", static f => f.MaxLength = 4_000)
                .Ask("reach", "How shall we reach you?", "Come ti raggiungiamo?", static f => (f.Required, f.Kind) = (true, WebFormFieldKind.Choice))
                .Ask("phone", "Telephone", "Telefono", static f => f.Kind = WebFormFieldKind.Phone)
                .Ask("from", "Not before", "Non prima di", static f => f.Kind = WebFormFieldKind.Time)
                .Ask("until", "Not after", "Non dopo", static f => f.Kind = WebFormFieldKind.Time);
            form.Fields["reach"].Choice("voice", "By phone", "Per telefono").Choice("sms", "By SMS", "Con un SMS");
            (form.Message, form.DefaultRegion, form.Titles["en"], form.Titles["it"]) = ("message", "IT", "Shall we call you?", "Ti chiamiamo noi?");
            form.Consent = new WebFormConsent { Version = "2026-03" };
            (form.Consent.Texts["en"], form.Consent.Texts["it"]) = (Words[10].English, Words[10].Italian);
            form.Reach = new WebFormReach { ChannelField = "reach", FromField = "from", UntilField = "until", TimeZone = "Europe/Rome" };
            (form.Reach.Addresses["voice"], form.Reach.Addresses["sms"]) = ("phone", "phone");
        });
    }

    public static void MapFormPage(this WebApplication app) => app.MapGet("/form", static (string? lang) => Results.Content(Page(lang == "it"), "text/html; charset=utf-8")).AllowAnonymous();

    private static string Page(bool isItalian) =>
        Words.Aggregate(Html, (html, w) => html.Replace($"[{w.Key}]", isItalian ? w.Italian : w.English, StringComparison.Ordinal)).Replace("LANG", isItalian ? "it" : "en", StringComparison.Ordinal);
}
