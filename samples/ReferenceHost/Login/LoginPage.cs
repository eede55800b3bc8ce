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
                :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --accent: light-dark(#1d5a8a, #86bdea) }
                body { display: grid; grid-template-columns: minmax(0, 22rem); place-content: center; min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box; background: light-dark(#eef1f4, #10161c); color: light-dark(#18222c, #e6ebf0) }
                form { display: grid; gap: .4rem; padding: 1.75rem; background: light-dark(#fff, #182028); border: 1px solid light-dark(#d5dce3, #2c3843); border-top: .3rem solid var(--accent); border-radius: .5rem }
                h1 { font-size: 1.35rem; margin: 0 0 .5rem }
                input, button { font: inherit; padding: .55rem .75rem; border: 1px solid light-dark(#74818d, #8794a1); border-radius: .4rem; width: 100%; box-sizing: border-box; background: transparent; color: inherit }
                button { margin-top: 1rem; background: var(--accent); color: light-dark(#fff, #0d1a26); border-color: var(--accent); font-weight: 600; cursor: pointer }
                input:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
                .fault { border-inline-start: .3rem solid light-dark(#b3261e, #f49a92); padding-inline-start: .75rem; margin: 0 }
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
