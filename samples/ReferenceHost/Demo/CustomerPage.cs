using ContactCenter.Channels.WebChat;

namespace ReferenceHost.Demo;

/// <summary>The web site of the demo's company, as a customer sees it: any page, with the chat's one script tag.</summary>
internal static class CustomerPage
{
    private const string Html = """
        <!doctype html>
        <html lang="LANG">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Acme Gas &amp; Heating</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}</style></head>
        <body>
        <main>
        <h1>Acme Gas &amp; Heating</h1>
        <p>Boilers, heating plants and whatever keeps you warm. Book a check, ask about a bill, or tell us what is wrong.</p>
        <p>This is the customer's side of the demo: the chat below reaches whoever is ready on the desktop; so does <a href="/form?lang=LANG">the form</a>. At /customer?page=readings a script answers.</p>
        </main>
        <script src="/hooks/webchat/PAGE.js" async></script>
        </body>
        </html>
        """;

    /// <summary>How the demo's page asks before a chat, in the two languages of the widget.</summary>
    public static WebChatPage Ask(this WebChatPage page, string origin)
    {
        page.From(origin).Title = "Acme Gas & Heating";
        page.Consent["en"] = "I agree that what I write is kept to answer me.";
        page.Consent["it"] = "Acconsento che quanto scrivo sia conservato per rispondermi.";
        page.Fields["name"] = new WebChatField { Required = true };
        page.Fields["name"].Labels["en"] = "Your name";
        page.Fields["name"].Labels["it"] = "Il tuo nome";
        return page;
    }

    public static void MapCustomerPage(this WebApplication app) =>
        app.MapGet("/customer", static (string? lang, string? page) => Results.Content(
            Html.Replace("LANG", lang == "it" ? "it" : "en", StringComparison.Ordinal).Replace("PAGE", page == "readings" ? "readings" : "acme", StringComparison.Ordinal), "text/html; charset=utf-8")).AllowAnonymous();
}
