using Microsoft.Extensions.Options;
using PhoneNumbers;

namespace ContactCenter.Channels.WebForms;

/// <summary>Reports every fault of the options at once, as key, value and remedy.</summary>
internal sealed class WebFormsOptionsValidator : IValidateOptions<WebFormsOptions>
{
    private const int MaxFields = InboundMessage.MaxFields;
    private const int MaxConfirmationLength = 300;

    private static readonly string[] Reserved = [FormNames.Confirm, FormNames.Script];

    public ValidateOptionsResult Validate(string? name, WebFormsOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Range("MaxBodySizeBytes", options.MaxBodySizeBytes, 4_096, 1_048_576);
        Range("MaxPerMinutePerAddress", options.MaxPerMinutePerAddress, 1, 10_000);
        if (options.TokenLifetime < TimeSpan.FromMinutes(10) || options.TokenLifetime > TimeSpan.FromDays(7))
        {
            faults.AddError($"{WebFormsOptions.Section}:TokenLifetime is {options.TokenLifetime}; set it to 00:10:00 to 7.00:00:00.");
        }

        if (options.ConfirmWithin < TimeSpan.FromMinutes(10) || options.ConfirmWithin > TimeSpan.FromDays(30))
        {
            faults.AddError($"{WebFormsOptions.Section}:ConfirmWithin is {options.ConfirmWithin}; set it to 00:10:00 to 30.00:00:00.");
        }

        if (options.Forms.Count > 0 && (options.SigningKey is null || options.SigningKey.Reveal().Length < 32))
        {
            faults.AddError($"{WebFormsOptions.Section}:SigningKey is missing or too short; make a random one of at least 32 characters and keep it.");
        }

        foreach (var (key, form) in options.Forms)
        {
            new FormChecks($"{WebFormsOptions.Section}:Forms:{key}", form, faults).All(key);
        }

        return faults.Build();

        void Range(string option, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                faults.AddError($"{WebFormsOptions.Section}:{option} is {value}; set it to {min} to {max}.");
            }
        }
    }

    /// <summary>The checks of one form.</summary>
    private sealed class FormChecks(string path, WebForm form, ValidateOptionsResultBuilder faults)
    {
        public void All(string key)
        {
            Is(KeyRules.IsValid(key) && !Reserved.Contains(key, StringComparer.OrdinalIgnoreCase), $": '{key}' is no name of a form; use lower-case letters, digits and hyphens, and neither '{FormNames.Confirm}' nor '{FormNames.Script}'.");
            Is(form.Origins.Count > 0, ":Origins is empty; name the sites that carry the form, such as https://www.example.com, or * for any.");
            foreach (var origin in form.Origins.Where(static o => o != "*" && !IsOrigin(o)))
            {
                Is(false, $":Origins has '{origin}', which is no origin; write scheme and host alone, such as https://www.example.com.");
            }

            Is(form.MinFillTime >= TimeSpan.Zero && form.MinFillTime <= TimeSpan.FromSeconds(60), $":MinFillTime is {form.MinFillTime}; set it to 00:00:00 to 00:01:00.");
            Is(form.MaxPerMinute is >= 1 and <= 100_000, $":MaxPerMinute is {form.MaxPerMinute}; set it to 1 to 100000.");
            Is(form.MaxLinks is >= 0 and <= 100, $":MaxLinks is {form.MaxLinks}; set it to 0 to 100.");
            Is(form.IdentityKey is null || form.IdentityKey.Reveal().Length >= 32, ":IdentityKey is too short; make a random one of at least 32 characters.");
            Is(form.DefaultRegion is null || PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(form.DefaultRegion), $":DefaultRegion is '{form.DefaultRegion}'; write a region of two capital letters, such as IT.");
            foreach (var page in form.Redirects.Append(form.Success).Append(form.Failure).OfType<string>().Where(static p => !IsPage(p)))
            {
                Is(false, $" has the page '{page}'; write an absolute http or https URL without fragment.");
            }

            Fields();
            Consent();
            Reach();
            Confirmation();
        }

        private void Fields()
        {
            Is(form.Fields.Count is > 0 and <= MaxFields, $":Fields has {form.Fields.Count} fields; describe 1 to {MaxFields}.");
            Is(form.Message is null || form.Fields.ContainsKey(form.Message), $":Message is '{form.Message}', which is none of the Fields; describe it there.");
            Is(form.Honeypot.Length == 0 || !form.Fields.ContainsKey(form.Honeypot), $":Honeypot is '{form.Honeypot}', which is one of the Fields; give it a name people are not asked.");
            var sum = form.Fields.Where(f => f.Key != form.Message).Sum(static f => (long)f.Value.MaxLength);
            Is(sum <= InboundMessage.MaxFieldsLength, $":Fields may have {sum} characters together; lower their MaxLength to {InboundMessage.MaxFieldsLength} in all.");
            foreach (var (posted, field) in form.Fields)
            {
                var at = $":Fields:{posted}";
                Is(posted.Length <= 64 && !posted.StartsWith("cc-", StringComparison.Ordinal), $"{at} is no name to post; use at most 64 characters, not beginning with cc-.");
                Is(KeyRules.IsValid(FormNames.Of(posted, field)), $"{at}:Name is '{FormNames.Of(posted, field)}'; use a key such as meter-number.");
                Is(field.Labels.Count > 0 && field.Labels.Values.All(static l => l.Length is > 0 and <= 100), $"{at}:Labels is empty or too long; give the label in at least one language, such as en, 1 to 100 characters.");
                var most = posted == form.Message ? InboundMessage.MaxTextLength : 5_000;
                Is(field.MaxLength >= 1 && field.MaxLength <= most, $"{at}:MaxLength is {field.MaxLength}; set it to 1 to {most}.");
                Is(field.Kind != WebFormFieldKind.Choice || field.Choices.Count > 0, $"{at}:Choices is empty; name what can be chosen.");
            }

            foreach (var twice in form.Fields.GroupBy(static f => FormNames.Of(f.Key, f.Value)).Where(static g => g.Count() > 1))
            {
                Is(false, $":Fields has the name '{twice.Key}' twice; give each field a name of its own.");
            }
        }

        private void Consent()
        {
            if (form.Consent is { } consent)
            {
                Is(consent.Texts.Count > 0 && consent.Texts.Values.All(static t => t.Length is > 0 and <= 2_000), ":Consent:Texts is empty or too long; give the text in at least one language, 1 to 2000 characters.");
                Is(consent.Version.Length is > 0 and <= 64, $":Consent:Version is '{consent.Version}'; give 1 to 64 characters, such as 2026-03.");
            }
        }

        private void Reach()
        {
            if (form.Reach is not { } reach)
            {
                return;
            }

            Is((reach.Channel is null) != (reach.ChannelField is null), ":Reach needs either Channel or ChannelField; set one of them.");
            Is(reach.Channel is null || reach.Addresses.ContainsKey(reach.Channel), $":Reach:Addresses has nothing for '{reach.Channel}'; name the field that holds the address.");
            foreach (var (channel, posted) in reach.Addresses)
            {
                Is(KeyRules.IsValid(channel), $":Reach:Addresses has '{channel}', which is no channel; write one such as voice, sms or mail.");
                Is(KindOf(posted) is WebFormFieldKind.Phone or WebFormFieldKind.Email, $":Reach:Addresses:{channel} is '{posted}'; name one of the Fields of the kind Phone or Email.");
            }

            if (reach.ChannelField is { } choice)
            {
                var choices = form.Fields.GetValueOrDefault(choice)?.Choices.Keys;
                Is(KindOf(choice) == WebFormFieldKind.Choice, $":Reach:ChannelField is '{choice}'; name one of the Fields of the kind Choice.");
                foreach (var channel in choices?.Where(c => !reach.Addresses.ContainsKey(c)) ?? [])
                {
                    Is(false, $":Reach:Addresses has nothing for '{channel}', which can be chosen; name the field that holds the address.");
                }
            }

            Is(reach.FromField is null || KindOf(reach.FromField) == WebFormFieldKind.Time, $":Reach:FromField is '{reach.FromField}'; name one of the Fields of the kind Time.");
            Is(reach.UntilField is null || KindOf(reach.UntilField) == WebFormFieldKind.Time, $":Reach:UntilField is '{reach.UntilField}'; name one of the Fields of the kind Time.");
            Is(TimeZoneInfo.TryFindSystemTimeZoneById(reach.TimeZone, out _), $":Reach:TimeZone is '{reach.TimeZone}', which this machine does not know; write an IANA zone such as Europe/Rome.");
        }

        private void Confirmation()
        {
            if (!form.DoubleOptIn)
            {
                return;
            }

            Is(form.Reach is not null, ":DoubleOptIn is true and there is no Reach; say how the address is found, or set it to false.");
            Is(form.Confirmation.Count > 0, ":Confirmation is empty; write what is sent, with {link} in it, in at least one language.");
            foreach (var (language, _) in form.Confirmation.Where(static t => t.Value.Length > MaxConfirmationLength || !t.Value.Contains("{link}", StringComparison.Ordinal)))
            {
                Is(false, $":Confirmation:{language} has no {{link}}, or more than {MaxConfirmationLength} characters; write both what it is about and {{link}}.");
            }
        }

        private WebFormFieldKind? KindOf(string posted) => form.Fields.TryGetValue(posted, out var field) ? field.Kind : null;

        private void Is(bool fine, string fault)
        {
            if (!fine)
            {
                faults.AddError(path + fault);
            }
        }

        private static bool IsOrigin(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.GetLeftPart(UriPartial.Authority) == text;

        private static bool IsPage(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Fragment.Length == 0 && !text.Any(static c => c is <= ' ' or >= '\u007f');
    }
}
