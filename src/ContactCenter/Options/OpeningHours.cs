using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>When an endpoint is served, by the week.</summary>
/// <param name="TimeZone">The IANA zone, such as <c>Europe/Rome</c>.</param>
/// <param name="Spans">The spans of a week; none means never. Spans of one day may not overlap.</param>
public sealed record OpeningHours(string TimeZone, ImmutableArray<OpeningSpan> Spans);

/// <summary>One span of opening on one day of the week.</summary>
/// <param name="Day">The day, by the endpoint's zone.</param>
/// <param name="From">Opens at, included.</param>
/// <param name="To">Closes at, excluded; midnight at the end of the day is <see cref="TimeOnly.MinValue"/>.</param>
public sealed record OpeningSpan([property: JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] DayOfWeek Day, TimeOnly From, TimeOnly To);
