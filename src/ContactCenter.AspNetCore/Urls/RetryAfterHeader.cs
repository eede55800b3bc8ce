using System.Globalization;

namespace ContactCenter.AspNetCore;

/// <summary>The Retry-After header, RFC 9110 section 10.2.3.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Whole seconds, rounded up, at least one.</summary>
    public static string Seconds(TimeSpan wait) =>
        Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
