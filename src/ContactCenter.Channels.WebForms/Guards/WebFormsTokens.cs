using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebForms.Guards;

/// <summary>The two kinds of tokens, under keys that follow from the one that is configured.</summary>
internal sealed class WebFormsTokens(IOptions<WebFormsOptions> options)
{
    // Without a form there may be no key; then there is nothing to sign either.
    private readonly Secret _key = options.Value.SigningKey ?? new Secret("");

    public FormToken Forms => field ??= new FormToken(_key);

    public ConfirmationToken Confirmations => field ??= new ConfirmationToken(_key);
}
