using Microsoft.Extensions.Localization;
using SecureAccess.Journeys.Shared;

namespace SecureAccess.Journeys.Errors;

/// <summary>The words of the error page: what happened, and what to do about it.</summary>
/// <param name="Title">The page's heading.</param>
/// <param name="WhatHappened">One or two sentences for the person.</param>
/// <param name="WhatToDo">The next step.</param>
public sealed record ErrorDescription(string Title, string WhatHappened, string WhatToDo)
{
    /// <summary>The words for a status and, where it is known, the exact reason.</summary>
    /// <param name="texts">The resources in the person's language.</param>
    /// <param name="status">The HTTP status of the answer.</param>
    /// <param name="problem">The reason that a page gave, or null.</param>
    /// <param name="fromTool">True when a tool's request was refused and may not be answered to the tool.</param>
    public static ErrorDescription For(
        IStringLocalizer<ErrorTexts> texts,
        int status,
        ProblemKind? problem,
        bool fromTool
    ) =>
        (problem, fromTool, status) switch
        {
            (ProblemKind.SignInRequestGone, _, _) => new(
                texts["SignInRequestGone.Title"],
                texts["SignInRequestGone.What"],
                texts["SignInRequestGone.Do"]
            ),
            (_, true, _) => new(texts["Tool.Title"], texts["Tool.What"], texts["Tool.Do"]),
            (_, _, 400 or 405 or 415) => new(
                texts["BadRequest.Title"],
                texts["BadRequest.What"],
                texts["BadRequest.Do"]
            ),
            (_, _, 401 or 403) => new(
                texts["Forbidden.Title"],
                texts["Forbidden.What"],
                texts["Forbidden.Do"]
            ),
            (_, _, 404 or 410) => new(
                texts["NotFound.Title"],
                texts["NotFound.What"],
                texts["NotFound.Do"]
            ),
            (_, _, 413 or 414 or 431) => new(
                texts["TooLarge.Title"],
                texts["TooLarge.What"],
                texts["TooLarge.Do"]
            ),
            (_, _, 429) => new(texts["TooMany.Title"], texts["TooMany.What"], texts["TooMany.Do"]),
            (_, _, 503) => new(
                texts["Unavailable.Title"],
                texts["Unavailable.What"],
                texts["Unavailable.Do"]
            ),
            _ => new(texts["Failure.Title"], texts["Failure.What"], texts["Failure.Do"]),
        };
}
