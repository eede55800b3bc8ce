using ContactCenter.Administration;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Administering;

/// <summary>The form of a new tenant: what it cannot begin without. Its own administrators see to the rest.</summary>
internal sealed class TenantForm
{
    private readonly FormField _id, _name, _queues, _outcomes;

    public TenantForm(Words words)
    {
        _id = new FormField(words["admin.id"], "", hint: words["admin.idHint"]);
        _name = new FormField(words["admin.name"], "");
        _queues = new FormField(words["tenants.queues"], "", hint: words["tenants.queuesHint"]);
        _outcomes = new FormField(words["tenants.outcomes"], "resolved", hint: words["tenants.outcomesHint"]);
    }

    public IReadOnlyList<FormField> Fields => [_id, _name, _queues, _outcomes];

    /// <summary>The edit; throws <see cref="FormatException"/>, naming the field, when one cannot be read.</summary>
    public TenantEdit Build()
    {
        var settings = new TenantOptions().Named(_name.Value.Trim());
        foreach (var queue in Keys(_queues))
        {
            settings.AddQueue(queue);
        }

        foreach (var outcome in Keys(_outcomes))
        {
            settings.AddDisposition(outcome, outcome);
        }

        return new TenantEdit.Add(new TenantId(_id.Id()), settings);
    }

    private static IEnumerable<string> Keys(FormField field)
    {
        foreach (var key in field.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return KeyRules.IsValid(key) ? key : throw new FormatException(field.Label);
        }
    }
}
