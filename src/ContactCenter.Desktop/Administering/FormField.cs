using ContactCenter.Desk;

namespace ContactCenter.Desktop.Administering;

/// <summary>One field of a form, as a person types it.</summary>
/// <param name="label">What it is called.</param>
/// <param name="value">What stands in it.</param>
/// <param name="isLong">Whether it holds sentences.</param>
/// <param name="choices">What can be chosen, where it is a choice.</param>
/// <param name="hint">How it is written.</param>
/// <param name="group">What it stands under, folded away with others until it is wanted; null for what everybody sets.</param>
public sealed class FormField(string label, string value, bool isLong = false, IReadOnlyList<Choice>? choices = null, string? hint = null, string? group = null)
{
    /// <summary>What it is called.</summary>
    public string Label => label;

    /// <summary>What stands in it.</summary>
    public string Value { get; set; } = value;

    /// <summary>Whether it holds sentences.</summary>
    public bool IsLong => isLong;

    /// <summary>What can be chosen; null where anything can be typed.</summary>
    public IReadOnlyList<Choice>? Choices => choices;

    /// <summary>How it is written.</summary>
    public string? Hint => hint;

    /// <summary>What it stands under, folded away; null for what everybody sets.</summary>
    public string? Group => group;
}

/// <summary>A form for one configured thing: its fields, and the edit they come to.</summary>
/// <param name="Title">What is edited.</param>
/// <param name="Fields">The fields, in order.</param>
/// <param name="Build">The edit; throws <see cref="FormatException"/>, naming the field, when one cannot be read.</param>
public sealed record ThingForm(string Title, IReadOnlyList<FormField> Fields, Func<ContactCenter.Administration.ConfigurationEdit> Build);
