using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.WebChat;

/// <summary>Reports every fault of the options at once, as key, value and remedy.</summary>
internal sealed partial class WebChatOptionsValidator : IValidateOptions<WebChatOptions>
{
    private const int MaxFields = 10;

    public ValidateOptionsResult Validate(string? name, WebChatOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Range("Burst", options.Burst, 1, 100);
        Range("MaxConnectionsPerAddress", options.MaxConnectionsPerAddress, 1, 10_000);
        Range("MaxNewVisitorsPerMinute", options.MaxNewVisitorsPerMinute, 1, 10_000);
        Range("MaxTextLength", options.MaxTextLength, 100, 10_000);
        Range("MaxFiles", options.MaxFiles, 0, 10);
        Range("MaxFileSizeBytes", options.MaxFileSizeBytes, 1_024, 100 * 1_024 * 1_024);
        Range("MaxFilesPerHour", options.MaxFilesPerHour, 1, 10_000);
        Range("MaxFilesPerHourPerAddress", options.MaxFilesPerHourPerAddress, 1, 100_000);
        foreach (var (key, page) in options.Pages)
        {
            Check($"{WebChatOptions.Section}:Pages:{key}", key, page, faults);
        }

        return faults.Build();

        void Range(string option, long value, long min, long max)
        {
            if (value < min || value > max)
            {
                faults.AddError($"{WebChatOptions.Section}:{option} is {value}; set it to {min} to {max}.");
            }
        }
    }

    private static void Check(string path, string key, WebChatPage page, ValidateOptionsResultBuilder faults)
    {
        if (!KeyRules.IsValid(key))
        {
            faults.AddError($"{path}: '{key}' is no name of a page; use lower-case letters, digits and hyphens.");
        }

        if (page.Origins.Count == 0)
        {
            faults.AddError($"{path}:Origins is empty; name the sites that carry the widget, such as https://www.example.com, or * for any.");
        }

        foreach (var origin in page.Origins.Where(static o => o != "*" && !IsOrigin(o)))
        {
            faults.AddError($"{path}:Origins has '{origin}', which is no origin; write scheme and host alone, such as https://www.example.com.");
        }

        if (!Color().IsMatch(page.Color))
        {
            faults.AddError($"{path}:Color is '{page.Color}'; write #rrggbb.");
        }

        if (page.IdentityKey is { } identity && identity.Reveal().Length < 32)
        {
            faults.AddError($"{path}:IdentityKey is too short; make a random one of at least 32 characters.");
        }

        if (page.Fields.Count > MaxFields)
        {
            faults.AddError($"{path}:Fields has {page.Fields.Count} questions; ask at most {MaxFields}.");
        }

        foreach (var (field, about) in page.Fields.Where(static f => f.Value.Labels.Count == 0))
        {
            faults.AddError($"{path}:Fields:{field}:Labels is empty; give at least the label in one language, such as en.");
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.GetLeftPart(UriPartial.Authority) == text;

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Color();
}
