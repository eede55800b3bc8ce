using Microsoft.Extensions.Options;

namespace ContactCenter.Desktop;

/// <summary>Says everything that is wrong with <see cref="DesktopOptions"/> at once, before the host starts.</summary>
internal sealed class DesktopOptionsValidator : IValidateOptions<DesktopOptions>
{
    public ValidateOptionsResult Validate(string? name, DesktopOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (var origin in options.EmbedOrigins.Where(static o => !IsOrigin(o)))
        {
            faults.AddError($"{DesktopOptions.Section}:{nameof(DesktopOptions.EmbedOrigins)} has '{origin}'; write scheme, host and port only, such as https://crm.example.com. There is no word for any origin.");
        }

        return faults.Build();
    }

    /// <summary>As browsers write it: the text goes into a header, and is compared with what they say.</summary>
    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.GetLeftPart(UriPartial.Authority) == text;
}
