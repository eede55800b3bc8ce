using System.Text.Encodings.Web;

namespace ReferenceHost.Login;

/// <summary>The login page: one form, no script.</summary>
internal static class LoginPage
{
    public static string Html(string tokenName, string token, string returnUrl, bool failed)
    {
        var encode = HtmlEncoder.Default;
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Log in - Acme Gas &amp; Heating</title>
              <style>
                :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
                body { display: grid; place-items: center; min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box }
                form { width: min(22rem, 100%); display: grid; gap: .5rem }
                h1 { font-size: 1.4rem; margin: 0 0 .5rem }
                input, button { font: inherit; padding: .6rem .75rem; border: 1px solid GrayText; border-radius: .4rem; width: 100%; box-sizing: border-box }
                button { margin-top: .75rem; background: #1d4ed8; color: #fff; border-color: #1d4ed8; cursor: pointer }
                input:focus-visible, button:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px }
                .fault { border-inline-start: .3rem solid #b91c1c; padding-inline-start: .75rem; margin: 0 }
              </style>
            </head>
            <body>
              <main>
                <form method="post" action="/login">
                  <h1>Acme Gas &amp; Heating</h1>
                  {{(failed ? """<p class="fault" id="fault" role="alert">Name or password is wrong.</p>""" : "")}}
                  <label for="name">Name</label>
                  <input id="name" name="name" autocomplete="username" autocapitalize="none" required autofocus{{(failed ? " aria-describedby=\"fault\"" : "")}}>
                  <label for="password">Password</label>
                  <input id="password" name="password" type="password" autocomplete="current-password" required>
                  <input type="hidden" name="returnUrl" value="{{encode.Encode(returnUrl)}}">
                  <input type="hidden" name="{{encode.Encode(tokenName)}}" value="{{encode.Encode(token)}}">
                  <button type="submit">Log in</button>
                </form>
              </main>
            </body>
            </html>
            """;
    }
}
