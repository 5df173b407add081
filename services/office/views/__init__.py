"""The pages of the office: each looks at who asks, calls one function below, and shows what comes back."""
