using System.ComponentModel.DataAnnotations;

namespace SecureAccess.Limits;

/// <summary>The settings under <c>Limits</c>.</summary>
public sealed class LimitsOptions : IValidatableObject
{
    /// <summary>Takes a window by the name of the budget, where they differ from the table: <c>Limits:Budgets:sends-per-account=20</c>.</summary>
    public Dictionary<string, int> Budgets { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, takes) in Budgets)
        {
            if (Budget.All.All(budget => budget.Name != name))
            {
                yield return new ValidationResult(
                    $"Limits:Budgets:{name} is not a budget. Known: {string.Join(", ", Budget.All.Select(budget => budget.Name))}."
                );
            }
            else if (takes < 1)
            {
                yield return new ValidationResult($"Limits:Budgets:{name} must be at least 1.");
            }
        }
    }
}
