using System.Reflection;

namespace ContactCenter.Records;

/// <summary>Which version of the product this is.</summary>
internal static class ProductVersion
{
    /// <summary>Such as 0.1.0, or 0.2.0-preview.1; without the commit it was built from.</summary>
    public static string Current { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
