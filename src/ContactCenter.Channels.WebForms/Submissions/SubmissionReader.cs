using ContactCenter.Channels.WebForms.Answers;
using ContactCenter.Channels.WebForms.Posts;

namespace ContactCenter.Channels.WebForms.Submissions;

/// <summary>Holds what was posted against a form's rules; every fault is told at once.</summary>
internal sealed class SubmissionReader(string name, WebForm form, PostedForm post, string language, DateTimeOffset now)
{
    private static readonly TimeSpan MaxAhead = TimeSpan.FromDays(30);

    private readonly Words _words = Words.In(language);
    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, Address> _addresses = new(StringComparer.Ordinal);

    /// <summary>What can be handed in; null when there are faults.</summary>
    public (Submission? Submission, IReadOnlyList<Fault> Faults) Read()
    {
        var fields = new List<MessageField>();
        foreach (var (posted, field) in form.FieldsInOrder)
        {
            var value = ValueOf(posted);
            Check(posted, field, value);
            if (posted != form.Message && value.Length > 0)
            {
                fields.Add(new MessageField(FormNames.Of(posted, field), LabelOf(posted, field), value));
            }
        }

        if (form.Consent is not null && !HasAgreed)
        {
            Add(FormNames.Consent, "consent", _words.Agree);
        }

        if (Links() > form.MaxLinks)
        {
            Add(form.Message ?? form.Fields.Keys.First(), "links", _words.Links(form.MaxLinks));
        }

        var reach = ReadReach();
        if (_faults.Count > 0)
        {
            return (null, _faults);
        }

        var message = form.Message is { } messageField ? ValueOf(messageField) : "";
        var claims = _addresses.Values.Prepend(reach?.Address).OfType<Address>().Distinct().Take(InboundMessage.MaxClaims).ToList();
        var consent = form.Consent is { } asked ? new MessageConsent(asked.Texts.In(language)!, asked.Version, now) : null;
        return (new Submission(string.IsNullOrWhiteSpace(message) ? form.Titles.In(language) ?? name : message, fields, consent, claims, reach), []);
    }

    private bool HasAgreed => post[FormNames.Consent] is "on" or "true" or "1" or "yes";

    private string LabelOf(string posted, WebFormField field) => field.Labels.In(language) ?? posted;

    /// <summary>The message stands as it was written; around other values blanks mean nothing.</summary>
    private string ValueOf(string posted) => posted == form.Message ? post[posted] : post[posted].Trim();

    private void Check(string posted, WebFormField field, string value)
    {
        if (post.IsTwice(posted))
        {
            Add(posted, "twice", _words.Twice);
        }
        else if (string.IsNullOrWhiteSpace(value))
        {
            if (field.Required)
            {
                Add(posted, "required", _words.Required);
            }
        }
        else if (value.Length > field.MaxLength)
        {
            Add(posted, "too-long", _words.TooLong(field.MaxLength));
        }
        else
        {
            CheckKind(posted, field, value);
        }
    }

    private void CheckKind(string posted, WebFormField field, string value)
    {
        switch (field.Kind)
        {
            case WebFormFieldKind.Phone:
                Keep(AddressReader.Phone(value, form.DefaultRegion), "phone", form.DefaultRegion is null ? _words.PhoneAbroad : _words.Phone);
                break;
            case WebFormFieldKind.Email:
                Keep(AddressReader.Mail(value), "email", _words.Email);
                break;
            case WebFormFieldKind.Choice when !field.Choices.ContainsKey(value):
                Add(posted, "choice", _words.Choice);
                break;
            case WebFormFieldKind.Time when TimeReader.Read(value, Zone) is null:
                Add(posted, "time", _words.Time);
                break;
        }

        void Keep(Address? address, string code, string text)
        {
            if (address is null)
            {
                Add(posted, code, text);
            }
            else
            {
                _addresses[posted] = address;
            }
        }
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(form.Reach?.TimeZone ?? "UTC");

    private ReachRequest? ReadReach()
    {
        if (form.Reach is not { } reach || (reach.Channel ?? ValueOf(reach.ChannelField!)) is not { Length: > 0 } channel || !reach.Addresses.TryGetValue(channel, out var posted))
        {
            return null;
        }

        if (!_addresses.TryGetValue(posted, out var address))
        {
            if (!_faults.Exists(f => f.Field == posted))
            {
                Add(posted, "address", _words.Address);
            }

            return null;
        }

        var from = TimeOf(reach.FromField);
        var until = TimeOf(reach.UntilField);
        if (from <= now)
        {
            from = null;
        }

        Limit(reach.FromField, from);
        Limit(reach.UntilField, until);
        if (until <= (from ?? now))
        {
            Add(reach.UntilField!, "window", from is null ? _words.Past : _words.Window);
        }

        return new ReachRequest { Channel = new ChannelKind(channel), Address = address, From = from, Until = until };
    }

    private DateTimeOffset? TimeOf(string? posted) => posted is not null && ValueOf(posted) is { Length: > 0 } value ? TimeReader.Read(value, Zone) : null;

    private void Limit(string? posted, DateTimeOffset? at)
    {
        if (at > now + MaxAhead)
        {
            Add(posted!, "too-far", _words.TooFar((int)MaxAhead.TotalDays));
        }
    }

    private int Links() => form.Fields.Keys.Sum(n => Count(post[n], "http://") + Count(post[n], "https://") + Count(post[n], "www.") - Count(post[n], "://www."));

    private static int Count(string text, string what)
    {
        var count = 0;
        for (var at = text.IndexOf(what, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(what, at + what.Length, StringComparison.OrdinalIgnoreCase))
        {
            count++;
        }

        return count;
    }

    private void Add(string field, string code, string text) => _faults.Add(new Fault(field, code, text));
}
