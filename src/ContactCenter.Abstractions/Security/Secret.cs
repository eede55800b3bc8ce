using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter;

/// <summary>A password, token or key. Prints as <c>***</c>, so that it cannot reach a log by accident. Immutable and thread-safe.</summary>
[TypeConverter(typeof(SecretConverter))]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <summary>Wraps <paramref name="value"/>.</summary>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Whether there is nothing in it but white space.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(_value);

    /// <summary>Hands out the secret itself. Name the reason at the call site by what you do with it.</summary>
    public string Reveal() => _value;

    /// <summary>Compares in a time that does not depend on where the texts differ.</summary>
    public bool Equals(Secret? other) => other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_value);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";

    private sealed class SecretConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string text ? new Secret(text) : base.ConvertFrom(context, culture, value);
    }
}
