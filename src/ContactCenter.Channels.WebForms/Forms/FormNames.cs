namespace ContactCenter.Channels.WebForms;

/// <summary>The names a post may carry beside the form's own fields, and the paths that are no form's.</summary>
internal static class FormNames
{
    public const string Form = "cc-form";
    public const string Token = "cc-token";
    public const string Id = "cc-id";
    public const string Language = "cc-lang";
    public const string Consent = "cc-consent";
    public const string Identity = "cc-identity";
    public const string Success = "cc-success";
    public const string Failure = "cc-failure";

    /// <summary>The path of confirmation links.</summary>
    public const string Confirm = "confirm";

    /// <summary>The path of the script.</summary>
    public const string Script = "form.js";

    /// <summary>What the page's form sends again from the built-in page, as it came.</summary>
    public static readonly string[] Kept = [Form, Id, Language, Consent, Identity, Success, Failure];

    /// <summary>A field's name in the center.</summary>
    public static string Of(string posted, WebFormField field) => field.Name.Length > 0 ? field.Name : posted;

    /// <summary>A text in the language, else in English, else in any; null when there is none.</summary>
    public static string? In(this IReadOnlyDictionary<string, string> texts, string language) =>
        texts.GetValueOrDefault(language) ?? texts.GetValueOrDefault("en") ?? texts.Values.FirstOrDefault();
}
